/** The store's one HTTP server: Admin API, app proxy, storefront, checkout, till, admin, "Act as Shopify", control API. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { mountAdminApi, type AdminApi, type SandboxHono } from '../admin-api/endpoint.ts';
import { mountAccountPage } from '../pages/account/mount.ts';
import { mountAdmin } from '../pages/admin/mount.ts';
import { mountCheckout } from '../pages/checkout/mount.ts';
import { mountPos } from '../pages/pos/mount.ts';
import { mountActAsShopify } from '../pages/shopify/mount.ts';
import { mountStorefront } from '../pages/storefront/mount.ts';
import type { AppConfig } from '../webhooks/app-config.ts';
import { mountAppProxy } from './app-proxy.ts';
import { mountControlApi } from './control-api.ts';
import type { Store } from './store.ts';

/** What only the process that runs the app can do. */
export type AppControl = {
  kill: () => void;
  /** Moves the app's clock; resolves when the jobs that became due have run. */
  setClock: (offsetMs: number) => Promise<void>;
  /** Resolves when the app answers, also after it was killed. */
  ready: () => Promise<void>;
};

export type StoreServer = { port: number; adminApi: AdminApi; close: () => Promise<void> };

export async function serveStore(options: {
  store: Store;
  appConfig: AppConfig;
  appControl: AppControl;
  bulkFolder: string;
  port: number;
}): Promise<StoreServer> {
  const { context } = options.store;
  const app: SandboxHono = new Hono();
  app.onError((error, c) => {
    context.log(`${c.req.method} ${c.req.path}: ${error.message}`);
    return c.json({ error: error.message }, 400);
  });
  const { appConfig, bulkFolder, appControl } = options;
  const adminApi = mountAdminApi(app, context, { appConfig, bulkFolder, killApp: appControl.kill });
  const machinery = { store: options.store, adminApi, appControl, bulkFolder };
  mountControlApi(app, machinery);
  mountAppProxy(app, context);
  mountActAsShopify(app, machinery);
  // Pages need nothing of the Node bindings.
  const pages = app as unknown as Hono;
  mountStorefront(pages, context);
  mountCheckout(pages, context);
  mountPos(pages, context);
  mountAccountPage(pages, context);
  mountAdmin(pages, context);
  return listen(app, adminApi, options.port);
}

async function listen(app: SandboxHono, adminApi: AdminApi, port: number): Promise<StoreServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve({
        port: info.port,
        adminApi,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      }),
    );
    server.on('error', reject);
  });
}
