/** "Act as Shopify": the start page, and buttons for everything that Shopify, its staff and time can do to the app. */
import type { AdminApi, SandboxHono } from '../../admin-api/endpoint.ts';
import type { FaultKind } from '../../admin-api/faults.ts';
import { revokeTokens } from '../../admin-api/oauth.ts';
import type { Machinery } from '../../store/control-api.ts';
import { deleteCustomer, requestPrivacy, setMarketing, updateCustomer } from '../../store/customers.ts';
import { emit } from '../../store/events.ts';
import { deliver, fulfil } from '../../store/fulfilments.ts';
import { exactNumber } from '../../store/ids.ts';
import { parseMinor } from '../../store/money.ts';
import { editOrder, markPaid, requireOrder } from '../../store/orders.ts';
import { cancelAndRefund, refundOrder } from '../../store/refunds.ts';
import { totalsOf } from '../../store/refund-math.ts';
import { HOUR, moveClock } from '../../store/time.ts';
import { viewOf } from './layout.ts';
import { boardPage } from './board.ts';
import { mailboxPage, orderPage, startPage } from './pages.ts';

type Fields = Record<string, string>;
type Action = (fields: Fields) => unknown;

export function mountActAsShopify(app: SandboxHono, machinery: Machinery): void {
  const { context, webhooks } = { context: machinery.store.context, webhooks: machinery.store.webhooks };
  app.get('/', (c) => c.html(startPage(viewOf(context, c))));
  app.get('/mailbox', (c) => c.html(mailboxPage(viewOf(context, c))));
  app.get('/act-as-shopify', (c) =>
    c.html(boardPage(viewOf(context, c), machinery.adminApi, webhooks.deliveries)),
  );
  app.get('/act-as-shopify/orders/:id', (c) => {
    const order = context.state.orders.get(c.req.param('id'));
    return order ? c.html(orderPage(viewOf(context, c), order)) : c.notFound();
  });
  const actions = {
    ...orderActions(machinery),
    ...customerActions(machinery),
    ...webhookActions(machinery),
    ...worldActions(machinery),
  };
  app.post('/act-as-shopify/:action', async (c) => {
    const view = viewOf(context, c);
    const fields = (await c.req.parseBody()) as Fields;
    const action = actions[c.req.param('action')];
    if (!action) return c.notFound();
    const message = await Promise.resolve()
      .then(() => action(fields))
      .then(
        () => view.texts.done,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    const back = new URL(c.req.header('referer') ?? '/act-as-shopify', context.config.storeUrl);
    return c.redirect(`${back.pathname}?message=${encodeURIComponent(message)}`, 303);
  });
}

function orderActions({ store: { context } }: Machinery): Record<string, Action> {
  const id = (fields: Fields) => fields['id'] ?? '';
  return {
    pay: (fields) => markPaid(context, id(fields)),
    fulfil: (fields) => fulfil(context, id(fields)),
    deliver: (fields) => deliver(context, id(fields)),
    cancel: (fields) => cancelAndRefund(context, id(fields)),
    'refund-all': (fields) => {
      const order = requireOrder(context, id(fields));
      const lines = order.lines
        .filter((line) => line.currentQuantity > 0)
        .map((line) => ({ lineId: line.id, quantity: line.currentQuantity }));
      return refundOrder(context, order.id, { lines, shipping: true, amount: totalsOf(order).net });
    },
    'refund-line': (fields) =>
      refundOrder(context, id(fields), { lines: [{ lineId: fields['lineId'] ?? '', quantity: 1 }] }),
    'refund-amount': (fields) => {
      const order = requireOrder(context, id(fields));
      return refundOrder(context, order.id, {
        amount: parseMinor((fields['amount'] ?? '').replace(',', '.'), order.currency),
      });
    },
    'remove-line': (fields) => {
      const order = requireOrder(context, id(fields));
      const line = order.lines.find((entry) => entry.id === fields['lineId']);
      return editOrder(context, order.id, {
        setQuantities: line ? [{ lineId: line.id, quantity: line.currentQuantity - 1 }] : [],
      });
    },
    'add-line': (fields) => {
      const order = requireOrder(context, id(fields));
      return editOrder(context, order.id, {
        add: [{ title: 'Extra', unitPrice: parseMinor('10', order.currency) }],
      });
    },
  };
}

function customerActions({ store: { context } }: Machinery): Record<string, Action> {
  return {
    subscribe: (fields) => setMarketing(context, fields['id'] ?? '', 'subscribed'),
    credit: (fields) => {
      const customer = context.state.customers.get(fields['id'] ?? '');
      if (customer)
        updateCustomer(context, customer.id, {
          storeCredit: customer.storeCredit + parseMinor('10', context.config.currency),
        });
    },
    privacy: (fields) => {
      const kind = fields['kind'] === 'customers/redact' ? 'customers/redact' : 'customers/data_request';
      requestPrivacy(context, kind, fields['id'] ?? '');
    },
    'delete-customer': (fields) => deleteCustomer(context, fields['id'] ?? ''),
  };
}

function webhookActions({ store: { webhooks } }: Machinery): Record<string, Action> {
  return {
    replay: (fields) => webhooks.replay(fields['delivery'] ?? ''),
    'replay-shuffled': async () => {
      const ids = [...new Set(webhooks.deliveries.slice(-20).map((delivery) => delivery.id))].reverse();
      await Promise.all(ids.map((id) => webhooks.replay(id)));
    },
    hold: () => webhooks.hold(),
    flush: () => webhooks.flush({ shuffleSeed: Date.now() % 1_000 }),
    chances: () => webhooks.setChances({ double: 0.3, late: 0.3, drop: 0.1, seed: Date.now() % 1_000 }),
    calm: () => webhooks.setChances(null),
  };
}

function worldActions({ store: { context }, adminApi, appControl }: Machinery): Record<string, Action> {
  return {
    clock: async (fields) => {
      const { hours, to } = fields;
      const target = hours ? { advanceMs: Number(hours) * HOUR } : { to: `${to ?? ''}T12:00:00Z` };
      await moveClock(context, appControl, target);
    },
    fault: (fields) => setFault(adminApi, fields),
    'clear-faults': () => adminApi.faults.clear(),
    kill: () => appControl.kill(),
    uninstall: () => {
      emit(context, 'app/uninstalled', {
        id: exactNumber('548380009'),
        myshopify_domain: context.config.shop,
        name: context.config.shopName,
      });
      revokeTokens(context);
      context.state.installed = false;
      context.changed();
    },
  };
}

function setFault(adminApi: AdminApi, fields: Fields): void {
  const when = fields['when'] === 'after' ? 'after' : 'before';
  adminApi.faults.add({ operation: fields['operation'] ?? '*', kind: fields['kind'] as FaultKind, when });
}
