/** One screen of the admin in Shopify's own tester, with an app that answers as told. */
import { getExtension } from '@shopify/ui-extensions-tester';
import { fireEvent, waitFor } from '@testing-library/preact';
import type { AdminCustomerReply, AdminMember, AdminRights } from '../../../app/core/contracts/admin.ts';

export type Target =
  | 'admin.customer-details.block.render'
  | 'admin.order-details.block.render'
  | 'admin.customer-details.action.render';
export type Call = { path: string; body: Record<string, unknown> | undefined; token: string | null };
export type Answer = { status: number; body: unknown };
export type Setting = {
  /** What the page is about; a customer, unless it says otherwise. */
  selected?: string;
  token?: string | null;
  /** By the last part of the path; what is missing answers nothing sensible. */
  answers?: Record<string, Answer>;
};

export async function setUp(target: Target, setting: Setting = {}) {
  const extension = getExtension(target);
  extension.setUp();
  const calls: Call[] = [];
  const closed = { times: 0 };
  const shopify = extension.shopify as unknown as Record<string, object>;
  /** What this target has not is left alone; the tester refuses plain assignment. */
  const give = (name: string, value: unknown) => {
    if (name in shopify) Object.defineProperty(shopify, name, { configurable: true, writable: true, value });
  };
  give('data', { selected: [{ id: setting.selected ?? 'gid://shopify/Customer/7' }] });
  give('auth', { idToken: () => Promise.resolve('token' in setting ? setting.token : 'jwt') });
  give('close', () => (closed.times += 1));
  give('i18n', {
    translate: (key: string, values: Record<string, string | number> = {}) =>
      key === 'language'
        ? 'en'
        : [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(' '),
    formatNumber: (number: number) => String(number),
    formatCurrency: (number: number, { currency }: { currency: string }) => `${number} ${currency}`,
    formatDate: (date: Date) => date.toISOString().slice(0, 10),
  });
  extension.fetch = ((url: string, init?: RequestInit) => {
    const { pathname, search } = new URL(url, 'https://app.test');
    const body =
      typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : undefined;
    calls.push({ path: pathname + search, body, token: new Headers(init?.headers).get('authorization') });
    const answer = setting.answers?.[pathname.split('/').at(-1) ?? ''];
    const text = answer?.body === undefined ? 'broken' : JSON.stringify(answer.body);
    return Promise.resolve(new Response(text, { status: answer?.status ?? 503 }));
  }) as typeof extension.fetch;
  await extension.render();
  return { calls, closed, tearDown: () => Promise.resolve(extension.tearDown()) };
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function refused(code: string, status = 409): Answer {
  return { status, body: { error: { code, message: `Sentence for ${code}.` } } };
}

export async function tap(label: string): Promise<void> {
  const button = await waitFor(() => {
    const found = buttonOf(label);
    if (!found || found.hasAttribute('disabled') || found.hasAttribute('loading'))
      throw new Error(`no button ${label}: ${text()}`);
    return found;
  });
  fireEvent.click(button);
}

/** Types, or chooses, in the field with this label. */
export async function fill(label: string, value: string): Promise<void> {
  const field = await waitFor(() => {
    const found = [...document.querySelectorAll('s-number-field, s-text-area, s-select')].find(
      (one) => one.getAttribute('label') === label,
    );
    if (!found) throw new Error(`no field ${label}: ${text()}`);
    return found;
  });
  Object.assign(field, { value });
  fireEvent(field, new Event(field.localName === 's-select' ? 'change' : 'input'));
}

export function buttonOf(label: string): Element | undefined {
  return [...document.querySelectorAll('s-button')].find(({ textContent }) => textContent === label);
}

export function text(): string {
  return document.body.textContent ?? '';
}

export function banner(): string | null | undefined {
  return document.querySelector('s-banner')?.textContent;
}

export const program = {
  v: 1,
  active: true,
  stage: 'live',
  currency: 'EUR',
  exponent: 2,
  pointsName: { en: { one: 'point', other: 'points' } },
  rewards: [{ id: 'five', kind: 'amountOff', points: 500, title: { en: '€5 off' }, amountMinor: 500 }],
};

export const standing = {
  v: 1,
  available: 700,
  pending: 120,
  reserved: 500,
  debt: 0,
  lots: [{ points: 100, expiresAt: '2027-03-01T00:00:00Z' }],
  redemptions: [
    {
      id: 'r',
      rewardId: 'five',
      code: 'TREU-1',
      points: 500,
      endsAt: '2026-12-22T00:00:00Z',
      state: 'ready',
    },
  ],
  tier: { id: 'gold', name: 'Gold', names: { en: 'Gold' }, keptUntil: null },
  progress: { basis: 'orders', amount: 4, next: { id: 'top', names: { en: 'Platinum' }, at: 6 } },
  membership: 'member',
  household: null,
  asOf: '2026-11-23T10:00:00Z',
};

const member = {
  memberId: '31',
  standing,
  blocked: false,
  nextUsableAt: '2026-12-01T00:00:00Z',
  worthMinor: 700,
  since: '2025-01-02T00:00:00Z',
  orders: 4,
  spentMinor: 21_350,
  lastOrderAt: '2026-11-20T00:00:00Z',
  history: [
    {
      id: 'e2',
      at: '2026-11-20T00:00:00Z',
      points: -20,
      tone: 'loss',
      what: 'Taken back for order #1042',
      why: ['Part of the order no longer counts'],
    },
  ],
};

export const RIGHTS: AdminRights = {
  serve: true,
  configure: false,
  goodwillLeft: 300,
  goodwillAtOnce: 100,
};

export function memberOf(more: object = {}, standingMore: object = {}): AdminMember {
  const body: unknown = { ...member, ...more, standing: { ...standing, ...standingMore } };
  return body as AdminMember;
}

export function reply(more: object = {}): AdminCustomerReply {
  const body: unknown = { program, member: memberOf(), rights: RIGHTS, ...more };
  return body as AdminCustomerReply;
}
