/** What Shopify gives the extension's modules for their target, as the CLI declares it: module by module. */
import '@shopify/ui-extensions';

type OrderStatus = import('@shopify/ui-extensions/customer-account.order-status.block.render').Api;

declare module './src/order-status.tsx' {
  const shopify: OrderStatus;
}
