/** "Act as Shopify": the start page, and buttons for everything that Shopify, its staff and time can do to the app. */
import type { SandboxHono } from '../../admin-api/endpoint.ts';
import type { Machinery } from '../../store/control-api.ts';

export function mountActAsShopify(app: SandboxHono, machinery: Machinery): void {
  const { context } = machinery.store;
  app.get('/', (c) => c.text(context.config.shop));
}
