/** What really came of a program in the second half: judged and booked by the core, order by order. */
import { pastVersions } from '../../../app/core/concept/past-program.ts';
import type { PastPoints } from '../../../app/core/concept/project.ts';
import { SENT_DAYS } from '../../../app/core/concept/walk-life.ts';
import { evaluateMember, type SourceTarget } from '../../../app/core/earning/evaluate-member.ts';
import type { OrderFacts } from '../../../app/core/earning/order-facts.ts';
import { orderSource } from '../../../app/core/earning/timeline.ts';
import { passTime } from '../../../app/core/ledger/adjust.ts';
import { bookTarget } from '../../../app/core/ledger/book-target.ts';
import { capturePoints, reservePoints } from '../../../app/core/ledger/redeem-points.ts';
import { emptyState } from '../../../app/core/ledger/state.ts';
import type { Program } from '../../../app/core/program/program.ts';
import { anOrder } from '../../../app/core/earning/facts-for-tests.ts';
import { customersOf, type Past } from './pasts.ts';

export type Came = {
  issued: number;
  redeemed: number;
  members: number;
  reached: number;
  tiers: Record<string, number>;
};

export function replayHalf(past: Past, program: Program, choice: PastPoints = { kind: 'none' }): Came {
  const versions = [
    ...pastVersions(program, choice, past.split),
    { config: program, appliesFrom: past.split },
  ].map(({ config, appliesFrom }, index) => ({ version: index + 1, config, appliesFrom }));
  const came: Came = { issued: 0, redeemed: 0, members: 0, reached: 0, tiers: {} };
  const first = Math.min(...program.rewards.map(({ points }) => points));
  for (const { purchases } of customersOf(past.buys).values()) {
    const orders = purchases.map(({ at, minor }, index) => ({
      facts: factsOf(`${index}`, at, minor, past.currency),
      traits: {},
      version: versions.findLast(({ appliesFrom }) => appliesFrom <= at)?.version ?? null,
    }));
    const { targets, tier } = evaluateMember({
      zone: 'UTC',
      currency: past.currency,
      customerId: '1',
      orders,
      deeds: [],
      changes: [],
      versions,
      alreadyGiven: [],
      now: past.until,
    });
    const given = targets.filter(({ points }) => points > 0);
    const points = given.reduce((sum, one) => sum + one.points, 0);
    came.members += 1;
    came.issued += points;
    if (points >= first) came.reached += 1;
    if (tier.tierId !== null) came.tiers[tier.tierId] = (came.tiers[tier.tierId] ?? 0) + 1;
    came.redeemed += redeemAll(given, past.split, first);
  }
  return came;
}

/** She redeems with each order as often as her points allow. Points of the past are hers from the launch on. */
function redeemAll(targets: SourceTarget[], launch: number, first: number): number {
  let state = emptyState();
  let redeemed = 0;
  const inTime = [...targets].sort((one, other) => one.occurredAt - other.occurredAt);
  for (const target of inTime) {
    const at = Math.max(launch, target.occurredAt);
    const context = {
      key: target.source,
      inputHash: '',
      now: at,
      occurredAt: at,
      actor: 'proof',
      programVersion: 1,
    };
    state = passTime(state, context).state;
    const points = Math.floor(state.balances.available / first) * first;
    if (target.source.startsWith(orderSource('')) && points > 0) {
      const reserved = reservePoints(state, { id: target.source, points }, context);
      if (!reserved.ok) throw new Error(reserved.rejection.code);
      state = capturePoints(reserved.value.state, { id: target.source, unusedPoints: 0 }, context).state;
      redeemed += points;
    }
    const maturesAt = target.maturesAt === null ? null : Math.max(launch, target.maturesAt);
    state = bookTarget(state, { ...target, maturesAt }, context).state;
  }
  return redeemed;
}

export function factsOf(id: string, at: number, minor: number, currency: string): OrderFacts {
  const day = new Date(at).toISOString();
  const sent = new Date(at + SENT_DAYS * 86_400_000).toISOString();
  const order = anOrder();
  const [line] = order.lines;
  if (!line) throw new Error('an order has a line');
  return {
    ...order,
    orderId: id,
    currency,
    occurredAt: day,
    updatedAt: day,
    fulfilledAt: sent,
    taxesIncluded: false,
    shippingMinor: 0,
    shippingTaxMinor: 0,
    totalMinor: minor,
    lines: [
      { ...line, quantity: 1, currentQuantity: null, unitPriceMinor: minor, discountMinor: 0, taxMinor: 0 },
    ],
  };
}
