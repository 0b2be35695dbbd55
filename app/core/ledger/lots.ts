/** Looking up and adding up what lots and reservations hold. */
import { invariant } from '#app/core/invariant.ts';
import type { Allocation, Lot, MemberState, Reservation } from '#app/core/ledger/state.ts';

export function reservationOf(state: MemberState, source: string): Reservation {
  return state.reservations.get(source) ?? { reserved: [], captured: [], restored: [] };
}

export function lotOf(state: MemberState, seq: number): Lot {
  const lot = state.lots.get(seq);
  invariant(lot, `lot ${seq} is loaded`);
  return lot;
}

/** Adds (sign 1) or takes away (sign -1) allocations, lot by lot; lots that come to zero are left out. */
export function merge(base: Allocation[], change: Allocation[], sign: 1 | -1): Allocation[] {
  const points = new Map(base.map((allocation) => [allocation.lotSeq, allocation.points]));
  for (const allocation of change) {
    const value = (points.get(allocation.lotSeq) ?? 0) + sign * allocation.points;
    invariant(value >= 0, `allocation of lot ${allocation.lotSeq} is not negative`);
    points.set(allocation.lotSeq, value);
  }
  return [...points].filter(([, value]) => value > 0).map(([lotSeq, value]) => ({ lotSeq, points: value }));
}

export function totalOf(allocations: Allocation[]): number {
  return allocations.reduce((total, { points }) => total + points, 0);
}
