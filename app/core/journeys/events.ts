/**
 * What can happen to a member that somebody may want to answer: the one list to which further systems add. Events are noted in
 * the transaction of the fact itself (`db/member-events.ts`), once per key; whoever answers them reads the rows.
 */
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import type { Entry } from '#app/core/ledger/state.ts';

/** A kind never changes its name: journeys of merchants ask for it. */
export const EVENT_KINDS = [
  'order-paid',
  'order-fulfilled',
  'parcel-delivered',
  'order-refunded',
  'order-cancelled',
  'points-matured',
  'points-taken-back',
  'tier-changed',
  'segment-entered',
  'joined',
  'signed-up',
  'newsletter-confirmed',
  'review-given',
  'survey-answered',
  'referral-rewarded',
  'cart-left',
  'complaint-opened',
  'complaint-closed',
  'parcel-late',
  'parcel-found',
  'return-opened',
  'return-closed',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export type MemberEvent = {
  memberId: number;
  kind: EventKind;
  /** Names the event once and for all, within the member and the kind. */
  key: string;
  at: Date;
  /** Small, and nothing that names a person. */
  data: Record<string, string | number | null>;
};

/** What opens trouble, and what ends it: while it is open nothing sells. */
export const TROUBLES = [
  ['complaint-opened', 'complaint-closed'],
  ['parcel-late', 'parcel-found'],
  ['return-opened', 'return-closed'],
] as const satisfies readonly (readonly [EventKind, EventKind])[];

const PAID: readonly OrderFacts['financialStatus'][] = ['paid', 'partially_refunded', 'refunded'];

/** Everything that an order says has happened by now; what was noted before is known by its key. */
export function eventsOfOrder(memberId: number, facts: OrderFacts): MemberEvent[] {
  const { orderId, name, occurredAt, fulfilledAt, deliveredAt, cancelledAt, refunds, test } = facts;
  if (test) return [];
  const event = (kind: EventKind, key: string, at: string, data: MemberEvent['data'] = {}): MemberEvent => ({
    memberId,
    kind,
    key,
    at: new Date(at),
    data: { order: orderId, orderName: name, ...data },
  });
  const product = facts.lines.find(({ kind }) => kind === 'goods');
  const goods = { product: product?.productId ?? null };
  return [
    ...(PAID.includes(facts.financialStatus) && cancelledAt === null
      ? [event('order-paid', orderId, occurredAt, goods)]
      : []),
    ...(fulfilledAt && cancelledAt === null ? [event('order-fulfilled', orderId, fulfilledAt, goods)] : []),
    ...(deliveredAt ? [event('parcel-delivered', orderId, deliveredAt, goods)] : []),
    ...(cancelledAt ? [event('order-cancelled', orderId, cancelledAt)] : []),
    ...refunds.flatMap(({ at }) => (at ? [event('order-refunded', `${orderId}@${at}`, at)] : [])),
  ];
}

const ORDER = 'order:';

/**
 * Points that became free to use, and points that were taken back: per source once, however many entries. They happen when they
 * are booked, whatever the order's own day.
 */
export function eventsOfEntries(memberId: number, entries: readonly Entry[], at: Date): MemberEvent[] {
  const events = new Map<string, MemberEvent & { points: number }>();
  for (const { kind, source, key, points } of entries) {
    const said = KINDS[kind];
    if (!said || source.startsWith('merge:')) continue;
    const place = `${said} ${source}`;
    const known = events.get(place);
    const sum = (known?.points ?? 0) + points;
    const order = source.startsWith(ORDER) ? source.slice(ORDER.length) : null;
    events.set(place, {
      memberId,
      kind: said,
      key: known?.key ?? key,
      at,
      data: { points: sum, source: source.split(':')[0] ?? source, order },
      points: sum,
    });
  }
  return [...events.values()].map(({ points: _points, ...event }) => event);
}

const KINDS: Partial<Record<Entry['kind'], EventKind>> = {
  mature: 'points-matured',
  revoke: 'points-taken-back',
  owe: 'points-taken-back',
};

/** What deeds are as events; others are none. */
export const EVENT_OF_DEED: Readonly<Record<string, EventKind>> = {
  signUp: 'signed-up',
  review: 'review-given',
  photoReview: 'review-given',
  survey: 'survey-answered',
  referral: 'referral-rewarded',
};

/** What changes about a member are as events. */
export const EVENT_OF_CHANGE: Readonly<Record<string, EventKind>> = {
  joined: 'joined',
  'segment-entered': 'segment-entered',
};
