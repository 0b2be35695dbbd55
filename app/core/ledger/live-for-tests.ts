/** Lives a list of random steps twice, in the ledger and in the model, and says where they part or an invariant breaks. */
import { adjustBalance, passTime } from '#app/core/ledger/adjust.ts';
import { bookTarget } from '#app/core/ledger/book-target.ts';
import type { Booking, CommandContext } from '#app/core/ledger/draft.ts';
import { findViolations, transferredBy } from '#app/core/ledger/invariants.ts';
import * as model from '#app/core/ledger/model-for-tests.ts';
import type { Shop, Step } from '#app/core/ledger/random-lives-for-tests.ts';
import {
  capturePoints,
  releasePoints,
  reservePoints,
  restorePoints,
} from '#app/core/ledger/redeem-points.ts';
import { type Inheritance, replay } from '#app/core/ledger/replay.ts';
import { rescheduleExpiry } from '#app/core/ledger/reschedule-expiry.ts';
import { emptyState, type Entry, type MemberState, sourceTotals } from '#app/core/ledger/state.ts';
import { takeBackPoints } from '#app/core/ledger/take-back.ts';
import { mergeMembers, transferPoints } from '#app/core/ledger/transfer.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The commands under test; a control replaces one of them by a faulty one. */
export const LEDGER = {
  bookTarget,
  reservePoints,
  capturePoints,
  releasePoints,
  restorePoints,
  adjustBalance,
  takeBackPoints,
  passTime,
  mergeMembers,
  transferPoints,
  rescheduleExpiry,
};
export type Ledger = typeof LEDGER;

type Member = {
  state: MemberState;
  entries: Entry[];
  inherited: Inheritance[];
  person: model.Person;
  /** Set by a merge: who has the books now. */
  heir: Member | null;
};
type Order = {
  member: Member;
  points: number;
  first: number;
  occurredAt: number;
  maturesAt: number | null;
  version: 0 | 1;
};
type Redemption = { member: Member; phase: 'held' | 'used' | 'back'; points: number; captured: number };

type Life = {
  ledger: Ledger;
  shop: Shop;
  now: number;
  version: 0 | 1;
  commands: number;
  customers: Member[];
  orders: Map<number, Order>;
  redemptions: Redemption[];
  all: Member[];
};

export type Failure = { step: number; message: string };

export function live(shop: Shop, steps: Step[], ledger: Ledger): Failure | undefined {
  const life: Life = {
    ledger,
    shop,
    now: Date.UTC(2026, 0, 1),
    version: 0,
    commands: 0,
    customers: [],
    orders: new Map(),
    redemptions: [],
    all: [],
  };
  life.customers = [newMember(life), newMember(life), newMember(life)];
  for (const [index, step] of steps.entries()) {
    try {
      const message = check(take(life, step));
      if (message !== undefined) return { step: index, message };
    } catch (error) {
      return { step: index, message: error instanceof Error ? error.message : String(error) };
    }
  }
  const lost = life.all.reduce((sum, { entries }) => sum + transferredBy(entries), 0);
  return lost === 0 ? undefined : { step: steps.length, message: `transfers lose ${lost}` };
}

function newMember(life: Life): Member {
  const member: Member = {
    state: emptyState(),
    entries: [],
    inherited: [],
    person: model.newPerson(),
    heir: null,
  };
  life.all.push(member);
  return member;
}

function heirOf(member: Member): Member {
  return member.heir ? heirOf(member.heir) : member;
}

function context(life: Life, occurredAt = life.now): CommandContext {
  life.commands += 1;
  const key = `k${life.commands}`;
  return { key, inputHash: 'h', now: life.now, occurredAt, actor: 't', programVersion: 1 };
}

function keep(member: Member, booking: Booking): Member {
  member.state = booking.state;
  member.entries.push(...booking.entries);
  return member;
}

/** @returns the members whose books the step has touched. */
function take(life: Life, step: Step): Member[] {
  switch (step.do) {
    case 'order':
      return takeOrder(life, step);
    case 'retell':
    case 'cancel':
    case 'refund':
    case 'fulfil':
      return changeOrder(life, step);
    case 'publish':
      life.version = life.version === 0 ? 1 : 0;
      return [];
    case 'reserve':
      return reserve(life, customerOf(life, step.customer), step.points);
    case 'capture':
    case 'release':
    case 'restore':
      return resolve(life, step);
    case 'adjust':
    case 'loose':
      return adjust(life, step);
    case 'merge':
      return merge(life, step);
    case 'hand':
      return hand(life, step);
    case 'erase':
      life.customers[step.customer] = newMember(life);
      return [];
    case 'shorten':
      return shorten(life, step);
    case 'wait':
      life.now += step.hours * HOUR;
      return step.tick ? life.customers.map((member) => pass(life, member)) : [];
  }
}

function customerOf(life: Life, index: number): Member {
  const member = life.customers[index] ?? newMember(life);
  life.customers[index] = member;
  return member;
}

function pass(life: Life, member: Member): Member {
  model.pass(member.person, life.now);
  return keep(member, life.ledger.passTime(member.state, context(life)));
}

function takeOrder(life: Life, step: Extract<Step, { do: 'order' }>): Member[] {
  const known = life.orders.get(step.order);
  if (known) return tellOrder(life, step.order, { ...known, points: step.points });
  const { holdHours } = life.shop.versions[life.version];
  const occurredAt = life.now - step.lateHours * HOUR;
  return tellOrder(life, step.order, {
    member: customerOf(life, step.customer),
    points: step.points,
    first: step.points,
    occurredAt,
    maturesAt: holdHours === null ? null : occurredAt + holdHours * HOUR,
    version: life.version,
  });
}

function changeOrder(
  life: Life,
  step: Extract<Step, { do: 'retell' | 'cancel' | 'refund' | 'fulfil' }>,
): Member[] {
  const order = life.orders.get(step.order);
  if (!order) return [];
  if (step.do === 'cancel') return tellOrder(life, step.order, { ...order, points: 0 });
  if (step.do === 'refund') {
    const points = Math.floor((order.first * (100 - step.percent)) / 100);
    return tellOrder(life, step.order, { ...order, points });
  }
  const maturesAt = step.do === 'fulfil' ? (order.maturesAt ?? life.now + 24 * HOUR) : order.maturesAt;
  return tellOrder(life, step.order, { ...order, maturesAt });
}

function tellOrder(life: Life, id: number, order: Order): Member[] {
  life.orders.set(id, order);
  const member = heirOf(order.member);
  const { debtPolicy } = life.shop.versions[order.version];
  const source = `order:${id}`;
  const { points, maturesAt, occurredAt } = order;
  const wish = { source, points, maturesAt, rule: life.shop.rule, at: occurredAt };
  model.wish(member.person, { ...wish, forgiving: debtPolicy === 'clamp' }, life.now);
  const target = { source, points, maturesAt, expiry: life.shop.rule, debtPolicy, reasons: [] };
  return [keep(member, life.ledger.bookTarget(member.state, target, context(life, occurredAt)))];
}

function reserve(life: Life, member: Member, points: number): Member[] {
  const id = String(life.redemptions.length);
  const result = life.ledger.reservePoints(member.state, { id, points }, context(life));
  // A refusal leaves the books as they were, so the model is asked on a copy.
  const expected = model.setAside(structuredClone(member.person), id, points, life.now);
  if (result.ok !== expected) throw new Error(`${points} points reserved: ${result.ok}, not ${expected}`);
  if (!result.ok) return [];
  model.setAside(member.person, id, points, life.now);
  life.redemptions.push({ member, phase: 'held', points, captured: 0 });
  return [keep(member, result.value)];
}

function resolve(life: Life, step: Extract<Step, { do: 'capture' | 'release' | 'restore' }>): Member[] {
  const index = life.redemptions.length - 1 - step.redemption;
  const redemption = life.redemptions[index];
  if (!redemption) return [];
  const member = heirOf(redemption.member);
  const id = String(index);
  const { ledger, now } = life;
  if (step.do === 'restore') {
    if (redemption.phase !== 'used') return [];
    const { captured } = redemption;
    const cumulative = Math.floor((captured * step.percent) / 100);
    const { graceDays, rule: expiry } = life.shop;
    const command = { id, captured, cumulative, graceDays, expiry };
    model.bringBack(member.person, command, now);
    return [keep(member, ledger.restorePoints(member.state, command, context(life)))];
  }
  if (redemption.phase !== 'held') return [];
  if (step.do === 'release') {
    redemption.phase = 'back';
    model.letGo(member.person, id, redemption.points, now);
    return [keep(member, ledger.releasePoints(member.state, { id, reason: 'unused' }, context(life)))];
  }
  const unusedPoints = Math.floor((redemption.points * step.percent) / 100);
  Object.assign(redemption, { phase: 'used', captured: redemption.points - unusedPoints });
  model.useUp(member.person, id, unusedPoints, now);
  return [keep(member, ledger.capturePoints(member.state, { id, unusedPoints }, context(life)))];
}

function adjust(life: Life, step: Extract<Step, { do: 'adjust' | 'loose' }>): Member[] {
  const member = customerOf(life, step.customer);
  const { points } = step;
  const source = `${step.do}:${life.commands}`;
  if (step.do === 'loose') {
    const { debtPolicy } = life.shop.versions[life.version];
    model.takeLoose(member.person, source, points, debtPolicy === 'clamp', life.now);
    const command = { source, points, debtPolicy, reasons: [] };
    return [keep(member, life.ledger.takeBackPoints(member.state, command, context(life)))];
  }
  if (points === 0) return [];
  const copy = structuredClone(member.person);
  const expected = model.adjust(copy, source, points, life.shop.rule, life.now);
  const command = { points, reason: 'other' as const, source, expiry: life.shop.rule };
  const result = life.ledger.adjustBalance(member.state, command, context(life));
  if (result.ok !== expected) throw new Error(`${points} points adjusted: ${result.ok}, not ${expected}`);
  if (!result.ok) return [];
  member.person = copy;
  return [keep(member, result.value)];
}

function merge(life: Life, step: Extract<Step, { do: 'merge' | 'hand' }>): Member[] {
  const from = customerOf(life, step.customer);
  const to = customerOf(life, step.other);
  const merged = life.ledger.mergeMembers(from.state, to.state, { from: context(life), to: context(life) });
  model.join(from.person, to.person, life.now);
  keep(from, merged.from);
  keep(to, merged.to);
  const { sources } = replay(from.entries, [...from.state.lots.values()], from.inherited);
  to.inherited.push({ seq: merged.takenOverAt, sources });
  from.heir = to;
  life.customers[step.customer] = newMember(life);
  return [from, to];
}

function hand(life: Life, step: Extract<Step, { do: 'merge' | 'hand' }>): Member[] {
  const from = customerOf(life, step.customer);
  const to = customerOf(life, step.other);
  const source = `pool:${life.commands}`;
  const contexts = { from: context(life), to: context(life) };
  const result = life.ledger.transferPoints(from.state, to.state, step.points, contexts, source);
  const copy = structuredClone(from.person);
  model.pass(copy, life.now);
  const expected = model.availableOf(copy) >= step.points;
  if (result.ok !== expected) throw new Error(`${step.points} points handed: ${result.ok}, not ${expected}`);
  if (!result.ok) return [];
  model.hand(from.person, to.person, step.points, source, life.now);
  return [keep(from, result.value.from), keep(to, result.value.to)];
}

function shorten(life: Life, { days, noticeDays }: Extract<Step, { do: 'shorten' }>): Member[] {
  const notBefore = life.now + noticeDays * DAY;
  const expiry = { kind: 'afterDays', days } as const;
  return life.customers.map((member) => {
    model.shorten(member.person, expiry, notBefore, life.now);
    return keep(member, life.ledger.rescheduleExpiry(member.state, { expiry, notBefore }, context(life)));
  });
}

/** The first thing that is wrong with any of the members, or undefined. */
function check(members: Member[]): string | undefined {
  for (const member of members) {
    const { state, entries, inherited } = member;
    const lots = [...state.lots.values()];
    const closed = member.heir !== null;
    const [violation] = findViolations({ state, entries, lots, inherited, closed });
    if (violation) return `invariant ${violation.rule}: ${violation.message}`;
    const difference = compare(member);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function compare({ state, person }: Member): string | undefined {
  const { pending, available, reserved, debt } = state.balances;
  const balances = [pending, available, reserved, -debt].join(' ');
  const expected = [model.pendingOf(person), model.availableOf(person), model.heldOf(person), person.debt];
  if (balances !== expected.join(' ')) return `balances ${balances}, not ${expected.join(' ')}`;
  const lots = [...state.lots.values()]
    .filter((lot) => lot.remaining > 0)
    .map((lot) => `${lot.source} ${lot.remaining} ${lot.matured} ${lot.expiresAt ?? Infinity}`);
  const piles = person.piles
    .filter((pile) => pile.open > 0)
    .map((pile) => `${pile.source} ${pile.open} ${pile.matured} ${pile.end}`);
  if (lots.join() !== piles.join()) return `lots ${lots.join()}, not ${piles.join()}`;
  for (const [source, { net, lapsed }] of person.given) {
    const totals = sourceTotals(state, source);
    const booked = totals.earned - totals.revoked - totals.owed - totals.waived;
    const same = booked === net && totals.expired === lapsed;
    if (!same) return `${source} has ${booked} and ${totals.expired} expired, not ${net} and ${lapsed}`;
  }
  return undefined;
}
