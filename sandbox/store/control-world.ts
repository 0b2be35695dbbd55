/** The part of the control API that is not the shop: webhooks, time, faults, tokens, the app, signatures. */
import { discountMutations } from '../admin-api/discount-mutations.ts';
import { askAction, type FlowRequest, receivedTriggers, switchWorkflow, type Workflow } from './flow.ts';
import type { SandboxHono } from '../admin-api/endpoint.ts';
import type { Fault } from '../admin-api/faults.ts';
import { expireTokens, revokeTokens } from '../admin-api/oauth.ts';
import type { Chances, Delivery } from '../webhooks/sender.ts';
import { bodyOf, type Machinery } from './control-api.ts';
import { emit } from './events.ts';
import { exactNumber } from './ids.ts';
import type { AppSubscription } from './model.ts';
import { changePlan, choosePlan } from './subscriptions.ts';
import { moveClock } from './time.ts';

export function mountWebhooks(app: SandboxHono, { store: { webhooks } }: Machinery): void {
  app.get('/__sandbox/deliveries', (c) => {
    const topic = c.req.query('topic');
    const states = c.req.query('state')?.split(',');
    const wanted = (delivery: Delivery) =>
      (topic === undefined || delivery.topic === topic) &&
      (states === undefined || states.includes(delivery.state));
    return c.json(webhooks.deliveries.filter(wanted));
  });
  app.get('/__sandbox/webhooks/tally', (c) => c.json(webhooks.tally));
  app.post('/__sandbox/webhooks/hold', (c) => {
    webhooks.hold();
    return c.json({ ok: true });
  });
  app.post('/__sandbox/webhooks/flush', async (c) => {
    const options = (await bodyOf(c.req)) as { shuffleSeed?: number; copies?: number };
    return c.json({ released: await webhooks.flush(options) });
  });
  app.post('/__sandbox/webhooks/replay', async (c) => {
    const { id, topic } = (await c.req.json()) as { id?: string; topic?: string };
    const again = webhooks.deliveries.filter((delivery) =>
      id ? delivery.id === id : topic === undefined || delivery.topic === topic,
    );
    const ids = [...new Set(again.map((delivery) => delivery.id))];
    for (const one of ids) await webhooks.replay(one);
    return c.json({ replayed: ids.length });
  });
  app.post('/__sandbox/webhooks/chances', async (c) => {
    webhooks.setChances((await c.req.json()) as Partial<Chances> | null);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/webhooks/enabled', async (c) => {
    webhooks.setEnabled(((await c.req.json()) as { enabled: boolean }).enabled);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/webhooks/idle', async (c) => {
    await webhooks.idle();
    return c.json({ ok: true });
  });
}

export function mountWorld(app: SandboxHono, machinery: Machinery): void {
  const { store, adminApi, appControl } = machinery;
  const { context } = store;
  app.get('/__sandbox/clock', (c) =>
    c.json({ now: context.clock.iso(), offsetMs: context.state.clockOffsetMs }),
  );
  app.post('/__sandbox/clock', async (c) => {
    const now = await moveClock(
      context,
      appControl,
      (await c.req.json()) as { advanceMs: number } | { to: string },
    );
    return c.json({ now, offsetMs: context.state.clockOffsetMs });
  });
  app.post('/__sandbox/bulk/hold', async (c) => {
    adminApi.bulk.hold(((await c.req.json()) as { held: boolean }).held);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/bulk/expire', (c) => {
    adminApi.bulk.expire();
    return c.json({ ok: true });
  });
  app.get('/__sandbox/faults', (c) =>
    c.json({ faults: adminApi.faults.list(), struck: adminApi.faults.struck(), ...context.faults }),
  );
  app.post('/__sandbox/faults', async (c) => {
    const { seed, ...fault } = (await c.req.json()) as Partial<Fault> &
      Pick<Fault, 'operation' | 'kind'> & { seed?: number };
    return c.json(adminApi.faults.add(fault, seed));
  });
  app.post('/__sandbox/faults/clear', (c) => {
    adminApi.faults.clear();
    store.webhooks.setChances(null);
    context.faults.usageCountLags = false;
    return c.json({ ok: true });
  });
  app.post('/__sandbox/faults/usage-count-lags', async (c) => {
    context.faults.usageCountLags = ((await c.req.json()) as { lags: boolean }).lags;
    if (!context.faults.usageCountLags) catchUp(machinery);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/store-credit', async (c) => {
    context.faults.storeCreditOff = !((await c.req.json()) as { enabled: boolean }).enabled;
    return c.json({ ok: true });
  });
  app.post('/__sandbox/functions', async (c) => {
    context.faults.functionsRefused = ((await c.req.json()) as { refused: boolean }).refused;
    return c.json({ ok: true });
  });
  app.post('/__sandbox/discounts/automatic', async (c) => {
    const { title, percent = 1 } = (await c.req.json()) as { title: string; percent?: number };
    const made = discountMutations(context)['discountAutomaticBasicCreate'] as (args: unknown) => unknown;
    const customerGets = { items: { all: true }, value: { percentage: percent / 100 } };
    const startsAt = context.clock.iso();
    made({ automaticBasicDiscount: { title, startsAt, customerGets } });
    return c.json({ ok: true });
  });
  app.post('/__sandbox/discounts/:id/end', (c) => {
    const discount = context.state.discounts.get(c.req.param('id'));
    if (!discount) return c.json({ error: 'there is no such discount' }, 400);
    discount.deactivated = true;
    discount.endsAt = context.clock.iso();
    context.changed();
    return c.json({ ok: true });
  });
  app.post('/__sandbox/scopes', async (c) => {
    const { withdraw = [], grant = [] } = (await c.req.json()) as { withdraw?: string[]; grant?: string[] };
    const kept = adminApi.scopes.filter((scope) => !withdraw.includes(scope));
    const previous = [...adminApi.scopes];
    adminApi.scopes.splice(0, adminApi.scopes.length, ...new Set([...kept, ...grant]));
    emit(context, 'app/scopes_update', {
      id: exactNumber(context.config.appId),
      previous,
      current: [...adminApi.scopes],
      updated_at: context.clock.iso(),
      shop_id: exactNumber('548380009'),
    });
    return c.json({ scopes: adminApi.scopes });
  });
  app.post('/__sandbox/plan', async (c) => {
    const wish = (await c.req.json()) as
      { name: string; trialDays?: number } | { status: AppSubscription['status'] };
    return c.json('status' in wish ? changePlan(context, wish.status) : choosePlan(context, wish));
  });
  app.post('/__sandbox/throttle/drain', (c) => {
    adminApi.bucket.drain();
    return c.json({ ok: true });
  });
  app.post('/__sandbox/tokens/expire', (c) => {
    expireTokens(context);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/flow/actions/:handle', async (c) => {
    const request = (await c.req.json()) as FlowRequest;
    return c.json(await askAction(context, c.req.param('handle'), request));
  });
  app.post('/__sandbox/flow/workflows', async (c) =>
    c.json(await switchWorkflow(context, (await c.req.json()) as Workflow)),
  );
  app.get('/__sandbox/flow/triggers', (c) => c.json(receivedTriggers(context)));
  app.post('/__sandbox/app/kill', (c) => {
    appControl.kill();
    return c.json({ ok: true });
  });
  app.post('/__sandbox/app/ready', async (c) => {
    await appControl.ready();
    return c.json({ ok: true });
  });
  app.post('/__sandbox/app/uninstall', (c) => {
    emit(context, 'app/uninstalled', {
      id: exactNumber('548380009'),
      myshopify_domain: context.config.shop,
      name: context.config.shopName,
    });
    revokeTokens(context);
    context.state.installed = false;
    return c.json({ ok: true });
  });
  app.get('/__sandbox/id-token', (c) => {
    const shop = c.req.query('shop');
    const sub = c.req.query('sub');
    return c.text(context.sign.idToken({ ...(shop ? { shop } : {}), ...(sub ? { sub } : {}) }));
  });
  app.get('/__sandbox/extension-token', (c) =>
    c.text(context.sign.extensionToken(c.req.query('customerId') ?? null)),
  );
  app.get('/__sandbox/proxy-url', (c) => {
    const query = new URLSearchParams(new URL(c.req.url).search);
    const route = query.get('path') ?? 'standing';
    const customerId = query.get('customerId');
    query.delete('path');
    query.delete('customerId');
    return c.text(`${context.config.appUrl}/proxy/${route}?${context.sign.proxyQuery(query, customerId)}`);
  });
}

/** The usage counters that lagged behind show the truth. */
function catchUp({ store: { context } }: Machinery): void {
  for (const discount of context.state.discounts.values()) {
    const [first] = discount.codes;
    if (discount.codes.length === 1 && first) first.usageCount = discount.usageCount;
  }
  context.changed();
}
