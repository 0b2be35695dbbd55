/** Which faults blow while a block of steps runs, chosen by the seed from the kinds that were asked for. Pure. */
import type { Fault } from '../admin-api/faults.ts';
import type { Chances } from '../webhooks/sender.ts';
import type { Chance } from './chance.ts';

export const FAULT_KINDS = [
  'drop',
  'double',
  'delay',
  'reorder',
  'shopify-errors',
  'throttle',
  'kill',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export type AdminFault = Partial<Fault> & Pick<Fault, 'operation' | 'kind'> & { seed?: number };

export type Weather = {
  chances: Partial<Chances> | null;
  /** Deliveries are held back until the block ends, then let go. */
  hold: { shuffleSeed: number | null; copies: number } | null;
  faults: AdminFault[];
  drainThrottle: boolean;
  usageCountLags: boolean;
  /** Where in the block the app is killed, from 0 to 1. */
  killAt: number | null;
};

/** What the app asks Shopify for, as root fields. */
const OPERATIONS = [
  'order',
  'order',
  'orders',
  'metafieldsSet',
  'codeDiscountNodeByCode',
  'discountCodeBasicCreate',
  'discountCodeBasicCreate',
  'discountCodeFreeShippingCreate',
  'discountCodeDeactivate',
];
const CHANGES = ['discountCodeBasicCreate', 'discountCodeFreeShippingCreate', 'discountCodeDeactivate'];

export function chooseWeather(chance: Chance, kinds: FaultKind[]): Weather {
  // Every roll is made whatever was asked for, so that fewer kinds of faults leave the others as they were.
  const has = (kind: FaultKind, probability: number) => chance.odds(probability) && kinds.includes(kind);
  const rolls = Array.from({ length: 8 }, chance.random);
  const [dropRoll = 0, doubleRoll = 0, lateRoll = 0, seedRoll = 0, shuffleRoll = 0, killRoll = 0] = rolls;
  const drop = has('drop', 0.35) ? 0.02 + dropRoll * 0.2 : 0;
  const double = has('double', 0.4) ? 0.05 + doubleRoll * 0.5 : 0;
  const late = has('delay', 0.35) ? 0.1 + lateRoll * 0.5 : 0;
  const held = has('delay', 0.25);
  const shuffled = has('reorder', 0.3);
  const copies = has('double', 0.3) ? 2 : 1;
  const errors = chooseErrors(chance);
  const throttles = chooseThrottles(chance);
  const kills = chooseKills(chance);
  const seed = Math.floor(seedRoll * 2 ** 31);
  return {
    chances: drop + double + late > 0 ? { drop, double, late, lateMs: 900, otherId: 0.4, seed } : null,
    hold:
      held || shuffled ? { shuffleSeed: shuffled ? Math.floor(shuffleRoll * 2 ** 31) : null, copies } : null,
    faults: [
      ...(has('shopify-errors', 0.45) ? errors : []),
      ...(has('throttle', 0.35) ? throttles : []),
      ...(has('kill', 0.06) ? kills : []),
    ],
    drainThrottle: has('throttle', 0.08),
    usageCountLags: has('shopify-errors', 0.2),
    killAt: has('kill', 0.05) ? killRoll : null,
  };
}

function chooseErrors(chance: Chance): AdminFault[] {
  const before = (kind: Fault['kind'], operation: string, probability: number): AdminFault => ({
    kind,
    operation,
    when: chance.pick(['before', 'after']),
    probability,
    ms: 150,
    seed: chance.between(1, 2 ** 30),
  });
  return [
    before('server_error', chance.pick(OPERATIONS), 0.3),
    before('server_error', '*', 0.04),
    before('timeout', chance.pick(OPERATIONS), 0.2),
    before('graphql_error', chance.pick(OPERATIONS), 0.2),
    { ...before('user_error', chance.pick(CHANGES), 0.2), when: 'before' },
    { ...before('unauthorized', chance.pick(OPERATIONS), 0.05), when: 'before' },
    { kind: 'latency', operation: '*', probability: 0.1, ms: 40, seed: chance.between(1, 2 ** 30) },
  ];
}

function chooseThrottles(chance: Chance): AdminFault[] {
  const seed = () => chance.between(1, 2 ** 30);
  return [
    { kind: 'throttled', operation: chance.pick(OPERATIONS), probability: 0.3, seed: seed() },
    { kind: 'too_many_requests', operation: '*', probability: 0.02, seed: seed() },
  ];
}

/** Dies at the next call of an operation, before its effect or after. */
function chooseKills(chance: Chance): AdminFault[] {
  return [
    {
      kind: 'kill_app',
      operation: chance.pick(OPERATIONS),
      when: chance.pick(['before', 'after']),
      times: 1,
    },
  ];
}
