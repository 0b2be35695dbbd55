/** Access scopes that the app needs in every shop; a test holds them against shopify.app.toml. */
export const REQUIRED_SCOPES = [
  'read_customers',
  'write_customers',
  'read_customer_merge',
  'read_discounts',
  'write_discounts',
  'read_orders',
  'read_returns',
  'read_inventory',
  'read_products',
  'read_shopify_payments_disputes',
  'write_app_proxy',
] as const;

/** Without it Shopify gives the orders of the last 60 days. */
export const ALL_ORDERS_SCOPE = 'read_all_orders';

/** Scopes that are not granted. Who may write may read; what has never been read is taken as granted. */
export function missingScopes(granted: string | null | undefined, needed: readonly string[]): string[] {
  if (granted === null || granted === undefined) return [];
  const held = new Set(granted.split(',').map((scope) => scope.trim()));
  return [...new Set(needed)].filter(
    (scope) => !held.has(scope) && !held.has(scope.replace(/^read_/, 'write_')),
  );
}
