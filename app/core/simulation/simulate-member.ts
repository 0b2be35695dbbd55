/**
 * What one member would have under a program that had always been live: the same judging and the same ledger as for real,
 * over her own past. Points that she redeemed are taken as they were, as far as there are enough.
 */
import { evaluateMember, type MemberHistory, type SourceTarget } from '#app/core/earning/evaluate-member.ts';
import { passTime } from '#app/core/ledger/adjust.ts';
import { bookTarget } from '#app/core/ledger/book-target.ts';
import type { CommandContext } from '#app/core/ledger/draft.ts';
import { capturePoints, reservePoints } from '#app/core/ledger/redeem-points.ts';
import { emptyState, type MemberState } from '#app/core/ledger/state.ts';
import type { Program } from '#app/core/program/program.ts';

/** Points that the member has used, net of what came back. */
export type PastRedemption = { id: string; at: number; points: number };

export type SimulatedMember = {
  earned: number;
  redeemed: number;
  /** Points that she redeemed for real and would not have had. */
  missing: number;
  expired: number;
  available: number;
  pending: number;
  tierId: string | null;
};

const VERSION = 1;

export function simulateMember(
  past: Omit<MemberHistory, 'versions'>,
  redemptions: PastRedemption[],
  program: Program,
): SimulatedMember {
  const outcome = evaluateMember({
    ...past,
    orders: past.orders.map((order) => ({ ...order, version: VERSION })),
    deeds: past.deeds.map((deed) => ({ ...deed, version: VERSION })),
    versions: [{ version: VERSION, appliesFrom: 0, config: asIfLive(program) }],
  });
  const { state, missing } = play(outcome.targets, redemptions, past.now);
  const { earned, redeemed, expired } = state.lifetime;
  const { available, pending } = state.balances;
  return { earned, redeemed, missing, expired, available, pending, tierId: outcome.tier.tierId };
}

/** What is tried out is the program for everybody. */
function asIfLive(program: Program): Program {
  return { ...program, stage: 'live' };
}

type Step = { at: number } & ({ target: SourceTarget } | { redemption: PastRedemption });

function play(
  targets: SourceTarget[],
  redemptions: PastRedemption[],
  now: number,
): { state: MemberState; missing: number } {
  const steps: Step[] = [
    ...targets.filter(({ points }) => points > 0).map((target) => ({ at: target.occurredAt, target })),
    ...redemptions.map((redemption) => ({ at: redemption.at, redemption })),
  ].sort((one, other) => one.at - other.at);
  let state = emptyState();
  let missing = 0;
  for (const step of steps) {
    if ('target' in step) {
      state = bookTarget(state, step.target, context(step.target.source, step.at)).state;
    } else {
      const redeemed = redeem(state, step.redemption);
      state = redeemed.state;
      missing += redeemed.missing;
    }
    dropSpentLots(state);
  }
  return { state: passTime(state, context('now', now)).state, missing };
}

function redeem(state: MemberState, { id, at, points }: PastRedemption) {
  const due = passTime(state, context(`${id}:time`, at)).state;
  const paid = Math.min(points, due.balances.available);
  const missing = points - paid;
  const reserved =
    paid > 0 ? reservePoints(due, { id, points: paid }, context(`${id}:reserve`, at)) : undefined;
  if (!reserved?.ok) return { state: due, missing: points };
  const captured = capturePoints(reserved.value.state, { id, unusedPoints: 0 }, context(`${id}:use`, at));
  return { state: captured.state, missing };
}

/** Nothing comes back in a simulation: a spent lot and a used reservation are never looked at again. */
function dropSpentLots(state: MemberState): void {
  state.reservations.clear();
  for (const [seq, lot] of state.lots) if (lot.remaining === 0) state.lots.delete(seq);
}

function context(key: string, at: number): CommandContext {
  return {
    key,
    inputHash: 'simulation',
    now: at,
    occurredAt: at,
    actor: 'simulation',
    programVersion: VERSION,
  };
}
