/** Random programs, orders and lives for property tests. */
import fc from 'fast-check';
import type { Deed, HistoryOrder, MemberChange } from '#app/core/earning/evaluate-member.ts';
import {
  aLine,
  anOrder,
  aRefund,
  aReturn,
  type EarningInput,
  type RuleInput,
  someTraits,
} from '#app/core/earning/facts-for-tests.ts';
import type { OrderFacts, OrderLine, Refund } from '#app/core/earning/order-facts.ts';
import { CHANNELS } from '#app/core/program/earning-rules.ts';
import type { ProgramInput } from '#app/core/program/program.ts';
import { DAY_MS, HOUR_MS } from '#app/core/time.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const LIFE_DAYS = 800;
const factor = fc.constantFrom(0, 0.5, 1, 1.25, 1.5, 2, 3.333);
const rate = fc.record({
  points: fc.constantFrom(0, 0.1, 1, 1.5, 5),
  perAmount: fc.constantFrom('1.00', '0.07', '10', '0.125'),
});

/** One selector per step of the ladder, so that no two of a kind compete for a line by the order of the list. */
const SELECTORS: NonNullable<EarningInput['exclude']>[] = [
  { variants: ['11'] },
  { products: ['1'] },
  { collections: ['100'] },
  { tags: ['Summer'] },
  { vendors: ['Acme'] },
];
const goods = fc.constantFrom(...SELECTORS);

export const TRAITS_BY_LINE = Object.fromEntries(
  ['a', 'b', 'c', 'd'].map((id, index) => [
    id,
    someTraits({
      collections: index % 2 === 0 ? ['100'] : [],
      tags: index < 2 ? ['summer'] : [],
      costMinor: index === 3 ? null : index * 700,
    }),
  ]),
);

/** Rules whose order in the list does not matter. */
export const rules: fc.Arbitrary<RuleInput[]> = fc
  .record({
    general: fc.option(rate),
    special: fc.uniqueArray(fc.record({ rate, goods, margin: fc.boolean() }), {
      selector: (one) => JSON.stringify(one.goods),
      maxLength: 4,
    }),
    factors: fc.uniqueArray(fc.record({ factor, goods }), {
      selector: (one) => JSON.stringify(one.goods),
      maxLength: 3,
    }),
    flat: fc.array(
      fc.record({
        points: fc.integer({ min: 0, max: 50 }),
        minimumSubtotal: fc.constantFrom('0', '50', '100.01'),
      }),
      { maxLength: 2 },
    ),
    pieces: fc.array(fc.record({ points: fc.integer({ min: 0, max: 9 }), goods }), { maxLength: 2 }),
  })
  .map(({ general, special, factors, flat, pieces }) => [
    ...(general ? [{ kind: 'orderAmount' as const, id: 'general', ...general }] : []),
    ...special.map(({ rate: own, goods: of, margin }, index) => ({
      kind: margin ? ('margin' as const) : ('orderAmount' as const),
      id: `special-${index}`,
      ...own,
      goods: of,
      qualifies: index % 2 === 0,
    })),
    ...factors.map((one, index) => ({ kind: 'goodsFactor' as const, id: `factor-${index}`, ...one })),
    ...flat.map((one, index) => ({ kind: 'orderFlat' as const, id: `flat-${index}`, ...one })),
    ...pieces.map((one, index) => ({ kind: 'goodsFlat' as const, id: `piece-${index}`, ...one })),
  ]);

export const earning: fc.Arbitrary<EarningInput> = fc.record({
  rules,
  factors: fc.constantFrom('multiply', 'add', 'highest'),
  rounding: fc.constantFrom('down', 'nearest', 'up'),
  includeTax: fc.boolean(),
  includeShipping: fc.boolean(),
  campaigns: fc
    .array(fc.record({ factor, goods: fc.option(goods, { nil: undefined }) }), { maxLength: 2 })
    .map((list) =>
      list.map(({ factor: by, goods: of }, index) => ({
        kind: 'factor' as const,
        id: `campaign-${index}`,
        factor: by,
        from: '2026-01-01',
        until: '2027-06-30',
        ...(of ? { goods: of } : {}),
      })),
    ),
});

const line: fc.Arbitrary<Partial<OrderLine>> = fc.record({
  kind: fc.constantFrom('goods', 'goods', 'goods', 'giftCard'),
  productId: fc.constantFrom('1', '2'),
  variantId: fc.constantFrom('11', '12'),
  vendor: fc.constantFrom('Acme', 'Bolt'),
  quantity: fc.integer({ min: 1, max: 4 }),
  unitPriceMinor: fc.integer({ min: 0, max: 9_999 }),
});

export const order: fc.Arbitrary<OrderFacts> = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    hours: fc.integer({ min: 0, max: LIFE_DAYS * 24 }),
    channel: fc.constantFrom(...CHANNELS),
    taxesIncluded: fc.boolean(),
    shippingMinor: fc.constantFrom(0, 590),
    stored: fc.constantFrom(0, 0, 0, 1, 3),
  })
  .map(({ lines, hours, channel, taxesIncluded, shippingMinor, stored }) =>
    anOrder({
      occurredAt: iso(START + hours * HOUR_MS),
      channel,
      taxesIncluded,
      shippingMinor,
      lines: lines.map((one, index) => withTax(aLine({ id: 'abcd'[index] ?? 'x', ...one }))),
      payments: stored === 0 ? null : { storedValueMinor: stored, totalMinor: 3 },
    }),
  );

/** 7 %, or nothing for what is cheap. */
function withTax(one: OrderLine): OrderLine {
  return { ...one, taxMinor: Math.floor((one.unitPriceMinor * one.quantity * 7) / 107) };
}

/** A refund of one piece of the first line, or of money alone. */
export function refundOf(
  facts: OrderFacts,
  change: { line: boolean; minor: number; hoursLater: number },
): Refund {
  const at = iso(Date.parse(facts.occurredAt) + change.hoursLater * HOUR_MS);
  const [first] = facts.lines;
  if (!change.line || !first) return aRefund({ at, moneyMinor: change.minor });
  const back = aReturn(first.unitPriceMinor, {
    lineId: first.id,
    taxMinor: Math.floor(first.taxMinor / first.quantity),
  });
  return aRefund({ at, lines: [back] });
}

export const refund = fc.record({
  line: fc.boolean(),
  minor: fc.integer({ min: 1, max: 6_000 }),
  hoursLater: fc.integer({ min: 1, max: 2_000 }),
});

export type Life = { orders: HistoryOrder[]; deeds: Deed[]; changes: MemberChange[] };

const deed = fc.record({
  kind: fc.constantFrom('signUp', 'newsletter', 'review', 'custom', 'birthday', 'visit', 'visit', 'visit'),
  hours: fc.integer({ min: 0, max: 60 * 24 }),
  withdrawn: fc.option(fc.integer({ min: 1, max: 900 }), { freq: 5 }),
});
const change: fc.Arbitrary<MemberChange> = fc
  .record({ hours: fc.integer({ min: 0, max: LIFE_DAYS * 24 }), kind: fc.integer({ min: 0, max: 5 }) })
  .map(({ hours, kind }) => {
    const at = START + hours * HOUR_MS;
    const changes: MemberChange[] = [
      { at, kind: 'segment-entered', segment: 'VIP' },
      { at, kind: 'segment-left', segment: 'VIP' },
      { at, kind: 'tags', tags: ['staff'] },
      { at, kind: 'tags', tags: [] },
      { at, kind: 'joined' },
      { at, kind: 'tier-granted', tierId: 'silver', until: at + 30 * DAY_MS },
    ];
    return changes[kind] ?? { at, kind: 'left' };
  });

/** The version of the second year has more rules than the first. */
export const life: fc.Arbitrary<Life> = fc
  .record({
    orders: fc.array(
      fc.record({
        facts: order,
        refunds: fc.array(refund, { maxLength: 2 }),
        cancelled: fc.option(refund, { freq: 6 }),
      }),
      { maxLength: 8 },
    ),
    deeds: fc.array(deed, { maxLength: 14 }),
    changes: fc.array(change, { maxLength: 4 }),
  })
  .map(({ orders, deeds, changes }) => ({
    changes,
    orders: orders.map(({ facts, refunds, cancelled }, index) => ({
      facts: {
        ...facts,
        orderId: String(index + 1),
        refunds: refunds.map((one) => refundOf(facts, one)),
        cancelledAt: cancelled ? iso(Date.parse(facts.occurredAt) + cancelled.hoursLater * HOUR_MS) : null,
      },
      traits: TRAITS_BY_LINE,
      version: versionAt(Date.parse(facts.occurredAt)),
    })),
    deeds: deeds.map(({ kind, hours, withdrawn }, index) => {
      const occurredAt = START + hours * HOUR_MS;
      const withdrawnAt = withdrawn === null ? null : occurredAt + withdrawn * HOUR_MS;
      return {
        id: String(index),
        kind,
        name: null,
        occurredAt,
        withdrawnAt,
        version: versionAt(occurredAt),
      } as Deed;
    }),
  }));

export const SECOND_FROM = START + 365 * DAY_MS;
function versionAt(at: number): number {
  return at < SECOND_FROM ? 1 : 2;
}

/** A program with everything in it. */
export const rich: fc.Arbitrary<ProgramInput> = fc
  .record({
    earning,
    times: fc.integer({ min: 1, max: 3 }),
    room: fc.integer({ min: 1, max: 400 }),
    period: fc.constantFrom('day', 'week', 'month', 'year', 'lifetime'),
    undoes: fc.boolean(),
    basis: fc.constantFrom('spend', 'points', 'orders'),
  })
  .map(({ earning: some, times, room, period, undoes, basis }) => ({
    people: { excludeTags: ['Staff'] },
    tiers: {
      basis: basis as 'spend',
      refundUndoes: undoes,
      list: [
        {
          id: 'silver',
          name: { en: 'Silver' },
          enter: basis === 'orders' ? '2' : '80',
          earningFactor: 1.5,
          entryGift: 11,
        },
        {
          id: 'gold',
          name: { en: 'Gold' },
          enter: basis === 'orders' ? '4' : '300',
          earningFactor: 2,
          entryGift: 13,
        },
      ],
    },
    earning: {
      ...some,
      rules: [
        ...(some.rules ?? []),
        { kind: 'deed', id: 'signup', deed: 'signUp', points: 20 },
        { kind: 'deed', id: 'review', deed: 'review', points: 9, caps: [{ per: period, times }] },
        { kind: 'birthday', id: 'bday', points: 25 },
        { kind: 'visitStreak', id: 'run', days: 2, points: 3 },
        { kind: 'orderCount', id: 'nth', count: 2, repeats: true, points: 17 },
        { kind: 'spendMilestone', id: 'sum', amount: '150', repeats: true, points: 19 },
        { kind: 'orderFlat', id: 'vip', points: 6, segments: ['VIP'] },
      ] as RuleInput[],
      caps: [{ per: period, points: room }] as NonNullable<EarningInput['caps']>,
    },
  }));

export function iso(at: number): string {
  return new Date(at).toISOString();
}
