/** What Shopify gives the extension's modules for their target, as the CLI declares it: module by module. */
import '@shopify/ui-extensions';

type Tile = import('@shopify/ui-extensions/pos.home.tile.render').Api;
type Modal = import('@shopify/ui-extensions/pos.home.modal.render').Api;
type Block = import('@shopify/ui-extensions/pos.customer-details.block.render').Api;
type Sale = import('@shopify/ui-extensions/pos.purchase.post.block.render').Api;

declare module './src/ask-till.ts' {
  const shopify: Tile;
  /** Address of the app; the bundler replaces it. */
  const process: { env: { APP_URL?: string } };
}
declare module './src/cart.ts' {
  const shopify: Tile;
}
declare module './src/customer-block.tsx' {
  const shopify: Block;
}
declare module './src/find.tsx' {
  const shopify: Modal;
}
declare module './src/member.tsx' {
  const shopify: Modal;
}
declare module './src/modal.tsx' {
  const shopify: Modal;
}
declare module './src/purchase-block.tsx' {
  const shopify: Sale;
}
declare module './src/tile.tsx' {
  const shopify: Tile;
}
declare module './src/use-standing.ts' {
  const shopify: Tile;
}
declare module './src/use-till.ts' {
  const shopify: Modal;
}
declare module './src/words.ts' {
  const shopify: Tile;
}
