/** Who earns, where and when, and caps within one order, as decision tables. */
import { expect, test } from 'vitest';
import { type AwardContext, awardOrder } from '#app/core/earning/award.ts';
import {
  aContext,
  anOrder,
  aProgram,
  BOTH,
  type EarningInput,
  per,
  type RuleInput,
  shirt,
  TRAITS,
} from '#app/core/earning/facts-for-tests.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import type { ProgramInput } from '#app/core/program/program.ts';

type Row = [
  name: string,
  outcome: number | string,
  order: Partial<OrderFacts>,
  program: ProgramInput,
  context?: Partial<AwardContext>,
];

const only = (more: Partial<RuleInput>): ProgramInput => ({
  earning: { rules: [{ ...per(1, '1.00'), ...more } as RuleInput] },
});
const channels = (change: object): ProgramInput => ({ earning: { channels: change } });

const CHANNELS: Row[] = [
  ['online: 100', 100, { channel: 'online' }, {}],
  ['at the till: 100', 100, { channel: 'pos' }, {}],
  ['a draft: 100', 100, { channel: 'draft' }, {}],
  ['a first subscription order: 100', 100, { channel: 'subscriptionFirst' }, {}],
  ['a renewal: 100', 100, { channel: 'subscriptionRenewal' }, {}],
  ['the till switched off', 'channel-pos', { channel: 'pos' }, channels({ pos: false })],
  ['drafts switched off', 'channel-draft', { channel: 'draft' }, channels({ draft: false })],
  [
    'subscriptions switched off, first',
    'channel-subscription',
    { channel: 'subscriptionFirst' },
    channels({ subscription: false }),
  ],
  [
    'subscriptions switched off, renewal',
    'channel-subscription',
    { channel: 'subscriptionRenewal' },
    channels({ subscription: false }),
  ],
  ['the till switched off, online: 100', 100, { channel: 'online' }, channels({ pos: false })],
  ['a rule for the till, at the till: 100', 100, { channel: 'pos' }, only({ channels: ['pos'] })],
  ['a rule for the till, online', 'no-rule', { channel: 'online' }, only({ channels: ['pos'] })],
  [
    'a rule for renewals, first order',
    'no-rule',
    { channel: 'subscriptionFirst' },
    only({ channels: ['subscriptionRenewal'] }),
  ],
  [
    'renewals at 2, the rest at 1: 200',
    200,
    { channel: 'subscriptionRenewal' },
    {
      earning: {
        rules: [per(2, '1.00', { id: 'renewal', channels: ['subscriptionRenewal'] }), per(1, '1.00')],
      },
    },
  ],
  [
    'renewals at 2, the rest at 1, online: 100',
    100,
    {},
    {
      earning: {
        rules: [per(2, '1.00', { id: 'renewal', channels: ['subscriptionRenewal'] }), per(1, '1.00')],
      },
    },
  ],
];

const people = (change: NonNullable<ProgramInput['people']>): ProgramInput => ({ people: change });
const PEOPLE: Row[] = [
  ['a tag that is excluded', 'excluded-tag', {}, people({ excludeTags: ['staff'] }), { tags: ['staff'] }],
  ['in other letters', 'excluded-tag', {}, people({ excludeTags: ['Staff'] }), { tags: ['vip', 'STAFF'] }],
  ['another tag: 100', 100, {}, people({ excludeTags: ['staff'] }), { tags: ['staffing'] }],
  ['a company where companies do not earn', 'excluded-b2b', { b2b: true }, people({ excludeB2B: true })],
  ['a company where companies earn: 100', 100, { b2b: true }, {}],
  ['a person where companies do not earn: 100', 100, {}, people({ excludeB2B: true })],
  ['not joined', 'not-joined', {}, people({ joining: 'optIn' }), { joined: false }],
  ['joined: 100', 100, {}, people({ joining: 'optIn' }), { joined: true }],
  ['paused', 'program-paused', {}, { active: false }],
  ['winding down', 'phase-out', {}, { stage: 'phaseOut' }],
  ['being tried, a guest', 'in-test', {}, { stage: 'test', testers: ['7'] }],
  ['being tried, somebody else', 'in-test', {}, { stage: 'test', testers: ['7'] }, { customerId: '77' }],
  ['being tried, by her: 100', 100, {}, { stage: 'test', testers: ['7'] }, { customerId: '7' }],
  ['live, whoever tried it: 100', 100, {}, { stage: 'live', testers: ['7'] }, { customerId: '77' }],
  ['a test order', 'test-order', { test: true }, {}],
  ['cancelled', 'cancelled', { cancelledAt: '2026-01-02T00:00:00Z' }, {}],
  ['charged back', 'charged-back', { chargedBack: true }, {}],
  ['not paid', 'status-pending', { financialStatus: 'pending' }, {}],
  ['no rule at all', 'no-rule', {}, { earning: { rules: [] } }],
  [
    'all goods excluded',
    'goods-excluded',
    { lines: [shirt] },
    { earning: { exclude: { products: ['1'] }, rules: [per(1, '1.00', { goods: { products: ['1'] } })] } },
  ],
  ['below every minimum', 'rules-unmet', {}, only({ minimumSubtotal: '500' })],
];

const tiers = [
  { id: 'silver', name: { en: 'Silver' }, enter: '100', earningFactor: 1.5 },
  { id: 'gold', name: { en: 'Gold' }, enter: '500', earningFactor: 2 },
  { id: 'plain', name: { en: 'Plain' }, enter: '900' },
];
const tiered = (earning: EarningInput = {}): ProgramInput => ({ tiers: { list: tiers }, earning });
const inSilver = { tierId: 'silver' };
const january = { from: '2026-01-01', until: '2026-01-31' };
const double = { id: 'double', kind: 'factor', factor: 2, ...january } as const;

const STATUS: Row[] = [
  ['silver at 1.5: 150', 150, {}, tiered(), inSilver],
  ['gold at 2: 200', 200, {}, tiered(), { tierId: 'gold' }],
  ['a tier without a factor: 100', 100, {}, tiered(), { tierId: 'plain' }],
  ['no tier: 100', 100, {}, tiered()],
  ['a tier that is no more: 100', 100, {}, tiered(), { tierId: 'bronze' }],
  ['silver in a double campaign: 300', 300, {}, tiered({ campaigns: [double] }), inSilver],
  [
    'silver in a double campaign, added: 1 + 0.5 + 1',
    250,
    {},
    tiered({ factors: 'add', campaigns: [double] }),
    inSilver,
  ],
  [
    'silver in a double campaign, the highest: 200',
    200,
    {},
    tiered({ factors: 'highest', campaigns: [double] }),
    inSilver,
  ],
  [
    'flat points know no tier: 50',
    50,
    {},
    tiered({ rules: [{ kind: 'orderFlat', id: 'f', points: 50 }] }),
    inSilver,
  ],
  [
    'a rule for gold, silver',
    'no-rule',
    {},
    { ...tiered(), ...{ earning: { rules: [per(1, '1.00', { tiers: ['gold'] })] } } },
    inSilver,
  ],
  [
    'a rule for gold or silver: 150',
    150,
    {},
    tiered({ rules: [per(1, '1.00', { tiers: ['gold', 'silver'] })] }),
    inSilver,
  ],
  ['a rule for gold, no tier', 'no-rule', {}, tiered({ rules: [per(1, '1.00', { tiers: ['gold'] })] })],
  [
    'a campaign for gold, silver: 150',
    150,
    {},
    tiered({ campaigns: [{ ...double, tiers: ['gold'] }] }),
    inSilver,
  ],
  ['a rule for a segment, in it: 100', 100, {}, only({ segments: ['VIP'] }), { segments: ['VIP', 'x'] }],
  ['a rule for a segment, not in it', 'no-rule', {}, only({ segments: ['VIP'] }), { segments: ['vip'] }],
  [
    'a rule for either segment: 100',
    100,
    {},
    only({ segments: ['VIP', 'Premium'] }),
    { segments: ['Premium'] },
  ],
  [
    'a campaign for a segment: 200',
    200,
    {},
    { earning: { campaigns: [{ ...double, segments: ['VIP'] }] } },
    { segments: ['VIP'] },
  ],
  [
    'a campaign at the till, online: 100',
    100,
    {},
    { earning: { campaigns: [{ ...double, channels: ['pos'] }] } },
  ],
];

const on = (occurredAt: string) => ({ occurredAt });
const WHEN: Row[] = [
  ['from the day on: 100', 100, on('2026-02-28T23:00:00Z'), only({ from: '2026-03-01' })],
  ['a second before that day', 'no-rule', on('2026-02-28T22:59:59Z'), only({ from: '2026-03-01' })],
  ['until the end of the day: 100', 100, on('2026-03-01T22:59:59.999Z'), only({ until: '2026-03-01' })],
  ['the next day', 'no-rule', on('2026-03-01T23:00:00Z'), only({ until: '2026-03-01' })],
  [
    'the same instant is the next day in Auckland: 100',
    100,
    on('2026-02-28T12:00:00Z'),
    only({ from: '2026-03-01' }),
    { zone: 'Pacific/Auckland' },
  ],
  [
    'and the day before in New York',
    'no-rule',
    on('2026-03-01T04:59:59Z'),
    only({ from: '2026-03-01' }),
    { zone: 'America/New_York' },
  ],
  [
    'midnight in New York: 100',
    100,
    on('2026-03-01T05:00:00Z'),
    only({ from: '2026-03-01' }),
    { zone: 'America/New_York' },
  ],
  ['29 February: 100', 100, on('2028-02-29T12:00:00Z'), only({ from: '2028-02-29', until: '2028-02-29' })],
  ['after 2038: 100', 100, on('2038-01-20T00:00:00Z'), only({ from: '2038-01-20' })],
];

const cap = (change: object) => ({ caps: [{ per: 'day' as const, ...change }] });
const ONE_ORDER_CAPS: Row[] = [
  ['a rule capped at 80: 80', 80, {}, only(cap({ points: 80 }) as Partial<RuleInput>)],
  ['a rule capped at 100: 100', 100, {}, only(cap({ points: 100 }) as Partial<RuleInput>)],
  ['a rule capped at 0', 'cap-reached', {}, only(cap({ points: 0 }) as Partial<RuleInput>)],
  ['the program capped at 80: 80', 80, {}, { earning: cap({ points: 80 }) }],
  [
    'the tighter of two caps: 60',
    60,
    {},
    {
      earning: {
        caps: [
          { per: 'day', points: 80 },
          { per: 'month', points: 60 },
        ],
      },
    },
  ],
  [
    'a rule at 80 of 100 and 50 flat: 130',
    130,
    {},
    {
      earning: {
        rules: [
          { ...per(1, '1.00'), ...cap({ points: 80 }) } as RuleInput,
          { kind: 'orderFlat', id: 'f', points: 50 },
        ],
      },
    },
  ],
  [
    '80 + 50, the program at 100: the later is cut',
    100,
    {},
    {
      earning: {
        ...cap({ points: 100 }),
        rules: [
          { ...per(1, '1.00'), ...cap({ points: 80 }) } as RuleInput,
          { kind: 'orderFlat', id: 'f', points: 50 },
        ],
      },
    },
  ],
  [
    'a campaign bonus of 30 capped at 20: 100 + 20',
    120,
    {},
    { earning: { campaigns: [{ id: 'g', kind: 'bonus', points: 30, ...january, ...cap({ points: 20 }) }] } },
  ],
  [
    'shoes twice, the factor may add 20: 150 + 20',
    170,
    BOTH,
    {
      earning: {
        rules: [
          per(1, '1.00'),
          { kind: 'goodsFactor', id: 'x', factor: 2, goods: { products: ['2'] }, ...cap({ points: 20 }) },
        ],
      },
    },
  ],
  [
    'shoes twice, the factor may add 50: 200',
    200,
    BOTH,
    {
      earning: {
        rules: [
          per(1, '1.00'),
          { kind: 'goodsFactor', id: 'x', factor: 2, goods: { products: ['2'] }, ...cap({ points: 50 }) },
        ],
      },
    },
  ],
  [
    'shoes half, a capped factor that adds nothing: 125',
    125,
    BOTH,
    {
      earning: {
        rules: [
          per(1, '1.00'),
          { kind: 'goodsFactor', id: 'x', factor: 0.5, goods: { products: ['2'] }, ...cap({ points: 5 }) },
        ],
      },
    },
  ],
];

test.each([...CHANNELS, ...PEOPLE, ...STATUS, ...WHEN, ...ONE_ORDER_CAPS])(
  '%s',
  (_, outcome, change, program, context = {}) => {
    const award = awardOrder(anOrder(change), aProgram(program), aContext({ traits: TRAITS, ...context }));
    if (typeof outcome === 'number') {
      expect(award).toMatchObject({ points: outcome, nothingBecause: null });
    } else {
      expect(award).toMatchObject({ points: 0, nothingBecause: outcome });
    }
  },
);
