/** A store without server and app for the sandbox's own tests: what it would send is kept in a list. */
import type { SandboxContext, StoreEvent } from './context.ts';
import { emptyState } from './model.ts';
import { localCustoms, makeStore } from './store.ts';

export function testStore(over: { currency?: string } = {}): {
  context: SandboxContext;
  events: StoreEvent[];
} {
  const currency = over.currency ?? 'EUR';
  const noApp = { apiVersion: '2026-07', subscriptions: [], scopes: [], definitions: [] };
  const { context } = makeStore(
    {
      shop: 'test.myshopify.com',
      shopName: 'Test',
      storeUrl: 'http://127.0.0.1:1',
      appUrl: 'http://127.0.0.1:2',
      apiKey: 'key',
      apiSecret: 'secret',
      appId: '1',
      currency,
      locale: 'de',
      ...localCustoms(currency),
      plus: true,
      shipping: { title: { en: 'Standard', de: 'Standard' }, price: 490, freeFrom: 6_000 },
    },
    emptyState(),
    noApp,
  );
  const events: StoreEvent[] = [];
  context.emit = (event) => events.push(event);
  return { context, events };
}
