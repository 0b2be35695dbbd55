/** One screen of the till in Shopify's own tester, with a cart that takes codes and an app that answers as told. */
import { signal } from '@preact/signals';
import { getExtension } from '@shopify/ui-extensions-tester';
import { fireEvent, waitFor } from '@testing-library/preact';
import type { TillReply } from '../../../app/core/contracts/till.ts';

export type Target =
  | 'pos.home.tile.render'
  | 'pos.home.modal.render'
  | 'pos.customer-details.block.render'
  | 'pos.purchase.post.block.render';
export type Call = { path: string; body: unknown; token: string | null };
export type Answer = { status: number; body: unknown };
type Discount = { amount: number; discountDescription: string; type: string };
type CartHeld = { total: number; customer: number | null; variants: number[]; discounts: Discount[] };

export type Setting = {
  customer?: number;
  /** The sale, for the block after it. */
  order?: { id: number; customerId?: number };
  /** The page's own customer, for the block. */
  about?: number;
  offline?: boolean;
  token?: string | undefined;
  cart?: Partial<CartHeld>;
  /** What a code takes off in the cart; one that is missing is refused. */
  worth?: Record<string, number>;
  /** By the last part of the path. */
  answers?: Record<string, Answer>;
  camera?: boolean;
  /** The cart refuses every change. */
  stuck?: boolean;
};

export type Stage = Awaited<ReturnType<typeof setUp>>;

export async function setUp(target: Target, setting: Setting = {}) {
  const extension = getExtension(target);
  extension.setUp();
  const calls: Call[] = [];
  const toasts: string[] = [];
  const modals = { shown: 0 };
  const shopify = extension.shopify as unknown as Record<string, object>;
  /** What this target has not is left alone; the tester refuses plain assignment. */
  const give = (name: string, values: Record<string, unknown>) => {
    const api = name in shopify ? shopify[name] : undefined;
    for (const [key, value] of Object.entries(values))
      if (api) Object.defineProperty(api, key, { configurable: true, writable: true, value });
  };
  const held: CartHeld = {
    total: 50,
    customer: setting.customer ?? null,
    variants: [],
    discounts: [],
    ...setting.cart,
  };
  const cart = signal(cartOf(held));
  const change = (work: () => void) => {
    if (setting.stuck) throw new Error('the cart cannot be changed');
    work();
    cart.value = cartOf(held);
  };
  give('cart', {
    current: cart,
    setCustomer: ({ id }: { id: number }) => Promise.resolve().then(() => change(() => (held.customer = id))),
    addCartCodeDiscount: (code: string) => {
      const amount = setting.worth?.[code];
      if (amount === undefined) return Promise.reject(new Error('no such code'));
      change(() => held.discounts.push({ amount, discountDescription: code, type: 'FixedAmount' }));
      return Promise.resolve();
    },
    removeCartDiscount: () => Promise.resolve().then(() => change(() => held.discounts.pop())),
  });
  const scanned = signal<{ data: string | undefined }>({ data: undefined });
  give('scanner', {
    scannerData: { current: scanned },
    sources: { current: signal(setting.camera ? ['camera'] : []) },
  });
  give('customer', { id: setting.about ?? 7 });
  give('order', { customerId: undefined, ...setting.order });
  give('action', { presentModal: () => (modals.shown += 1) });
  give('toast', { show: (text: string) => toasts.push(text) });
  give('connectivity', {
    current: signal({ internetConnected: setting.offline ? 'Disconnected' : 'Connected' }),
  });
  give('session', {
    getSessionToken: () => Promise.resolve('token' in setting ? setting.token : 'jwt'),
    currentSession: { currency: 'EUR' },
  });
  give('i18n', {
    translate: (key: string, values: Record<string, string | number> = {}) =>
      [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(' '),
  });
  extension.fetch = ((url: string, init?: RequestInit) => {
    const { pathname, search } = new URL(url, 'https://app.test');
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    calls.push({ path: pathname + search, body, token: new Headers(init?.headers).get('authorization') });
    const answer = setting.answers?.[pathname.split('/').at(-1) ?? ''];
    const text = answer?.body === undefined ? 'broken' : JSON.stringify(answer.body);
    return Promise.resolve(new Response(text, { status: answer?.status ?? 503 }));
  }) as typeof extension.fetch;
  await extension.render();
  return {
    calls,
    toasts,
    modals,
    held,
    change,
    scan: (data: string) => {
      scanned.value = { data };
    },
    tearDown: () => Promise.resolve(extension.tearDown()),
  };
}

function cartOf({ total, customer, variants, discounts }: CartHeld): object {
  const off = discounts.reduce((sum, { amount }) => sum + amount, 0);
  return {
    subtotal: total.toFixed(2),
    taxTotal: '0.00',
    grandTotal: (total - off).toFixed(2),
    cartDiscounts: [...discounts],
    lineItems: (variants.length > 0 ? variants : [1]).map((variantId) => ({ variantId, discounts: [] })),
    properties: {},
    customer: customer === null ? undefined : { id: customer },
  };
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function refused(code: string, status = 409, more: object = {}): Answer {
  return { status, body: { error: { code, message: 'A sentence for shoppers.', ...more } } };
}

export async function tap(label: string): Promise<void> {
  const button = await waitFor(() => {
    const found = buttonOf(label);
    if (!found || found.hasAttribute('disabled') || found.hasAttribute('loading'))
      throw new Error(`no button ${label}: ${document.body.textContent}`);
    return found;
  });
  fireEvent.click(button);
}

export function buttonOf(label: string): Element | undefined {
  return [...document.querySelectorAll('s-button, s-clickable')].find(({ textContent }) =>
    (textContent ?? '').startsWith(label),
  );
}

export function banner(): string | null | undefined {
  return document.querySelector('s-banner')?.getAttribute('heading');
}

export function reward(id: string, points: number, more: object = {}) {
  const plain = {
    kind: 'amountOff',
    percent: null,
    minimumSubtotalMinor: null,
    variantIds: null,
    unitsMax: 1,
  };
  return { id, points, title: { en: id }, amountMinor: points, ...plain, ...more };
}

export const program = {
  v: 1,
  active: true,
  stage: 'live',
  icon: 'M0 0h24v24z',
  currency: 'EUR',
  exponent: 2,
  pointsName: { en: { one: 'point', other: 'points' } },
  rewards: [reward('ten', 1000), reward('five', 500), reward('big', 600, { minimumSubtotalMinor: 900_000 })],
};

export const standing = {
  v: 1,
  available: 700,
  pending: 0,
  reserved: 0,
  debt: 0,
  lots: [],
  redemptions: [] as object[],
  tier: null,
  progress: null,
  membership: 'member',
  household: null,
  asOf: '',
};

export const held = {
  ...standing,
  available: 200,
  reserved: 500,
  redemptions: [
    {
      id: 'r1',
      rewardId: 'five',
      code: 'TREU-1',
      points: 500,
      endsAt: '2026-12-22T00:00:00Z',
      state: 'ready',
    },
  ],
};

export function reply(more: object = {}, programMore: object = {}): TillReply {
  const body: unknown = {
    standing: { ...standing, ...more },
    program: { ...program, ...programMore },
    earnsAtTill: true,
  };
  return body as TillReply;
}
