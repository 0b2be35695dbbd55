/** What Shopify gives the extension's modules for their target, as the CLI declares it: module by module. */
import '@shopify/ui-extensions';

type Checkout = import('@shopify/ui-extensions/purchase.checkout.reductions.render-after').Api;
type ThankYou = import('@shopify/ui-extensions/purchase.thank-you.block.render').Api;

declare module './src/cart-told.ts' {
  const shopify: Checkout;
}
declare module './src/discount-code.ts' {
  const shopify: Checkout;
}
declare module './src/points.tsx' {
  const shopify: Checkout;
}
declare module './src/thank-you.tsx' {
  const shopify: ThankYou;
}
