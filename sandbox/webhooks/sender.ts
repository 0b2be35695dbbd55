/**
 * Delivers webhooks as Shopify does: signed, at least once, without a promise of order, five seconds each, eight
 * retries; only that the hours between retries are seconds here. Tests may hold deliveries back, let them go in
 * another order, repeat them, or have them doubled, delayed and lost by seeded chance.
 */
import { randomUUID } from 'node:crypto';
import type { SandboxContext, StoreEvent } from '../store/context.ts';
import { type Random, seededRandom, shuffled } from '../store/random.ts';
import type { AppConfig, Subscription } from './app-config.ts';
import { passesFilter, withOnly } from './filter.ts';

export type Delivery = {
  id: string;
  /** The same for every subscription that one event reaches. */
  eventId: string;
  topic: string;
  uri: string;
  triggeredAt: string;
  body: string;
  state: 'held' | 'waiting' | 'sending' | 'delivered' | 'failed' | 'dropped';
  attempts: { at: string; status: number | string; ms: number }[];
};

/** `otherId`: chance that a second copy comes under an id of its own, as from a second subscription. */
export type Chances = {
  double: number;
  otherId: number;
  late: number;
  drop: number;
  lateMs: number;
  seed: number;
};

/** What was done to deliveries on their way, counted from the start. */
export type Tally = {
  sent: number;
  dropped: number;
  doubled: number;
  delayed: number;
  reordered: number;
  retried: number;
};

export type WebhookSender = {
  deliveries: Delivery[];
  tally: Tally;
  send: (event: StoreEvent) => void;
  hold: () => void;
  /** Lets held deliveries go, in order or shuffled by a seed, one copy or more; resolves when all have an end. */
  flush: (options?: { shuffleSeed?: number; copies?: number }) => Promise<number>;
  /** Sends a past delivery again: same id, new signature. */
  replay: (id: string) => Promise<void>;
  setChances: (chances: Partial<Chances> | null) => void;
  setEnabled: (enabled: boolean) => void;
  /** Resolves when nothing waits or is under way. */
  idle: () => Promise<void>;
  stop: () => void;
};

const RETRY_AFTER_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const TIME_OUT_MS = 5_000;
const IN_FLIGHT_MAX = 12;
const KEPT_MAX = 20_000;

export function makeSender(context: SandboxContext, app: AppConfig): WebhookSender {
  const deliveries: Delivery[] = [];
  const tally: Tally = { sent: 0, dropped: 0, doubled: 0, delayed: 0, reordered: 0, retried: 0 };
  const queue: Delivery[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let waiters: (() => void)[] = [];
  let inFlight = 0;
  let held = false;
  let stopped = false;
  let enabled = true;
  let chances: Chances | null = null;
  let random: Random = seededRandom(1);

  const settle = () => {
    if (inFlight > 0 || queue.length > 0 || timers.size > 0) return;
    const ready = waiters;
    waiters = [];
    for (const resolve of ready) resolve();
  };
  const later = (ms: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
      settle();
    }, ms);
    timers.add(timer);
  };
  const enqueue = (delivery: Delivery) => {
    delivery.state = 'waiting';
    queue.push(delivery);
    pump();
  };
  const pump = () => {
    while (!stopped && inFlight < IN_FLIGHT_MAX) {
      const delivery = queue.shift();
      if (!delivery) break;
      inFlight += 1;
      void attempt(context, app, delivery).then((ok) => {
        inFlight -= 1;
        if (!ok && !stopped) retry(delivery);
        pump();
        settle();
      });
    }
  };
  const retry = (delivery: Delivery) => {
    const wait = RETRY_AFTER_MS[delivery.attempts.length - 1];
    if (wait === undefined) {
      delivery.state = 'failed';
      context.log(`webhook ${delivery.topic} gave up after ${delivery.attempts.length} attempts`);
      return;
    }
    delivery.state = 'waiting';
    tally.retried += 1;
    later(wait, () => enqueue(delivery));
  };
  const release = (delivery: Delivery) => {
    if (chances && random() < chances.drop) {
      delivery.state = 'dropped';
      tally.dropped += 1;
      return;
    }
    const copies = chances && random() < chances.double ? 2 : 1;
    tally.doubled += copies - 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const sent = copy === 0 ? delivery : { ...delivery, attempts: [] };
      if (copy > 0 && chances && chances.otherId > 0 && random() < chances.otherId) sent.id = randomUUID();
      if (copy > 0) deliveries.push(sent);
      if (chances && random() < chances.late) {
        sent.state = 'waiting';
        tally.delayed += 1;
        later(Math.round(random() * chances.lateMs), () => enqueue(sent));
      } else enqueue(sent);
    }
  };
  const idle = () =>
    new Promise<void>((resolve) => {
      waiters.push(resolve);
      settle();
    });

  return {
    deliveries,
    tally,
    send: (event) => {
      if (!context.state.installed || !enabled) return;
      const eventId = randomUUID();
      for (const subscription of app.subscriptions.filter((entry) => entry.topic === event.topic)) {
        const delivery = prepare(event, eventId, subscription);
        if (!delivery) continue;
        deliveries.push(delivery);
        tally.sent += 1;
        if (!held) release(delivery);
      }
      if (deliveries.length > KEPT_MAX) deliveries.splice(0, deliveries.length - KEPT_MAX);
    },
    hold: () => {
      held = true;
    },
    flush: async (options = {}) => {
      held = false;
      const waiting = deliveries.filter((delivery) => delivery.state === 'held');
      const copies = Array.from({ length: Math.max(0, (options.copies ?? 1) - 1) }, () =>
        waiting.map((delivery): Delivery => ({ ...delivery, attempts: [] })),
      ).flat();
      deliveries.push(...copies);
      const all = [...waiting, ...copies];
      const ordered =
        options.shuffleSeed === undefined ? all : shuffled(all, seededRandom(options.shuffleSeed));
      tally.doubled += copies.length;
      tally.delayed += waiting.length;
      if (options.shuffleSeed !== undefined) tally.reordered += ordered.length;
      for (const delivery of ordered) release(delivery);
      await idle();
      return ordered.length;
    },
    replay: async (id) => {
      const original = deliveries.find((delivery) => delivery.id === id);
      if (!original) throw new Error(`there is no delivery ${id}`);
      const again: Delivery = { ...original, attempts: [] };
      deliveries.push(again);
      enqueue(again);
      await idle();
    },
    setChances: (next) => {
      chances = next && { double: 0, otherId: 0, late: 0, drop: 0, lateMs: 2_000, seed: 1, ...next };
      random = seededRandom(chances?.seed ?? 1);
    },
    setEnabled: (next) => {
      enabled = next;
    },
    idle,
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

function prepare(event: StoreEvent, eventId: string, subscription: Subscription): Delivery | undefined {
  if (subscription.filter !== null) {
    const parsed = JSON.parse(event.body) as Record<string, unknown>;
    if (!passesFilter(subscription.filter, parsed)) return undefined;
  }
  return {
    id: randomUUID(),
    eventId,
    topic: event.topic,
    uri: subscription.uri,
    triggeredAt: event.at,
    body: withOnly(subscription.includeFields, event.body),
    state: 'held',
    attempts: [],
  };
}

/** True once the app answered 2xx. */
async function attempt(context: SandboxContext, app: AppConfig, delivery: Delivery): Promise<boolean> {
  delivery.state = 'sending';
  const started = performance.now();
  const status = await post(context, app, delivery);
  delivery.attempts.push({
    at: new Date().toISOString(),
    status,
    ms: Math.round(performance.now() - started),
  });
  const ok = typeof status === 'number' && status >= 200 && status < 300;
  if (ok) delivery.state = 'delivered';
  return ok;
}

async function post(context: SandboxContext, app: AppConfig, delivery: Delivery): Promise<number | string> {
  try {
    const response = await fetch(new URL(delivery.uri, context.config.appUrl), {
      method: 'POST',
      body: delivery.body,
      headers: headersOf(context, app, delivery),
      signal: AbortSignal.timeout(TIME_OUT_MS),
      redirect: 'manual',
    });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    return error instanceof Error ? error.name : 'error';
  }
}

function headersOf(context: SandboxContext, app: AppConfig, delivery: Delivery): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Shopify-Captain-Hook',
    'x-shopify-topic': delivery.topic,
    'x-shopify-shop-domain': context.config.shop,
    'x-shopify-api-version': app.apiVersion,
    'x-shopify-webhook-id': delivery.id,
    'x-shopify-event-id': delivery.eventId,
    'x-shopify-triggered-at': delivery.triggeredAt,
    'x-shopify-name': delivery.topic,
    'x-shopify-hmac-sha256': context.sign.webhook(delivery.body),
  };
}
