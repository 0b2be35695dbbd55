/** What Shopify gives the extension's modules for their target, as the CLI declares it: module by module. */
import '@shopify/ui-extensions';

type Customer = import('@shopify/ui-extensions/admin.customer-details.block.render').Api;
type Order = import('@shopify/ui-extensions/admin.order-details.block.render').Api;
type Action = import('@shopify/ui-extensions/admin.customer-details.action.render').Api;

declare module './src/adjust-action.tsx' {
  const shopify: Action;
}
declare module './src/ask-desk.ts' {
  const shopify: Customer;
  /** Address of the app; the bundler replaces it. */
  const process: { env: { APP_URL?: string } };
}
declare module './src/customer-block.tsx' {
  const shopify: Customer;
}
declare module './src/order-block.tsx' {
  const shopify: Order;
}
declare module './src/words.ts' {
  const shopify: Customer;
}
