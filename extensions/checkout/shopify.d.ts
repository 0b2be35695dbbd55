/** What Shopify gives the extension's modules for their target, as the CLI declares it: module by module. */
import '@shopify/ui-extensions';

type Api = import('@shopify/ui-extensions/purchase.checkout.reductions.render-after').Api;

declare module './src/ask-app.ts' {
  const shopify: Api;
  /** Address of the app; the bundler replaces it. */
  const process: { env: { APP_URL?: string } };
}
declare module './src/cart-told.ts' {
  const shopify: Api;
}
declare module './src/discount-code.ts' {
  const shopify: Api;
}
declare module './src/points.tsx' {
  const shopify: Api;
}
declare module './src/use-points.ts' {
  const shopify: Api;
}
declare module './src/words.ts' {
  const shopify: Api;
}
