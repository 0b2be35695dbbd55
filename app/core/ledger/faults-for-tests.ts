/** Ledgers with one fault each, such as one might really write: what the property tests must find. */
import type { Booking } from '#app/core/ledger/draft.ts';
import { LEDGER, type Ledger } from '#app/core/ledger/live-for-tests.ts';
import type { Lot, MemberState } from '#app/core/ledger/state.ts';
import { DAY_MS } from '#app/core/time.ts';

function lotsOf({ state }: Booking): Lot[] {
  return [...state.lots.values()];
}

/** Points that an entry of this kind moved, in the whole booking. */
function moved({ entries }: Booking, kind: string): number {
  return entries.reduce((sum, entry) => sum + (entry.kind === kind ? entry.points : 0), 0);
}

/** Everything of the state but the end of each lot, which moves by so many milliseconds. */
function shifted(state: MemberState, ms: number): MemberState {
  const lots = [...state.lots].map(([seq, lot]): [number, Lot] => [
    seq,
    { ...lot, expiresAt: lot.expiresAt === null ? null : lot.expiresAt + ms },
  ]);
  return { ...state, lots: new Map(lots) };
}

export const FAULTS: Record<string, Partial<Ledger>> = {
  'applies what an order earns twice': {
    bookTarget: (...command) => {
      const booking = LEDGER.bookTarget(...command);
      if (booking.entries.some(({ to, kind }) => kind === 'earn' && to === 'available')) {
        booking.state.balances.available += moved(booking, 'earn');
      }
      return booking;
    },
  },
  'earns again what has expired': {
    bookTarget: (state, target, context) => {
      const sources = new Map(
        [...state.sources].map(([source, totals]) => [source, { ...totals, expired: 0 }]),
      );
      return LEDGER.bookTarget({ ...state, sources }, target, context);
    },
  },
  'takes a refund from the pending points of others': {
    bookTarget: (...command) => {
      const booking = LEDGER.bookTarget(...command);
      const owed = booking.entries.find(({ kind }) => kind === 'owe');
      const other = lotsOf(booking).find((lot) => !lot.matured && lot.remaining > 0);
      if (!owed || !other) return booking;
      const points = Math.min(owed.points, other.remaining);
      other.remaining -= points;
      booking.state.balances.pending -= points;
      booking.state.balances.debt += points;
      return booking;
    },
  },
  'forgets what it waives': {
    bookTarget: (...command) => {
      const booking = LEDGER.bookTarget(...command);
      for (const totals of booking.state.sources.values()) totals.waived = 0;
      return { ...booking, entries: booking.entries.filter(({ kind }) => kind !== 'waive') };
    },
  },
  'gives a released lot another day': {
    releasePoints: (...command) => {
      const booking = LEDGER.releasePoints(...command);
      for (const lot of lotsOf(booking)) if (lot.expiresAt !== null) lot.expiresAt += DAY_MS;
      return booking;
    },
  },
  'gives the grace at every return': {
    restorePoints: (state, ...command) => {
      const lots = [...state.lots].map(([seq, lot]): [number, Lot] => [seq, { ...lot, graceGiven: false }]);
      return LEDGER.restorePoints({ ...state, lots: new Map(lots) }, ...command);
    },
  },
  'leaves with the member what a standing order uses': {
    restorePoints: (state, command, context) => {
      const booking = LEDGER.restorePoints(state, command, context);
      return booking.entries.some(({ kind }) => kind === 'capture')
        ? LEDGER.passTime(state, context)
        : booking;
    },
  },
  'forgets what a redemption owes': {
    restorePoints: (state, command, context) => {
      const sources = [...state.sources].filter(([source]) => !source.startsWith('redemption:'));
      return LEDGER.restorePoints({ ...state, sources: new Map(sources) }, command, context);
    },
  },
  'restores more than was captured': {
    restorePoints: (state, command, context) =>
      LEDGER.restorePoints(state, { ...command, cumulative: command.cumulative + 1 }, context),
  },
  'lets points live one millisecond too long': {
    passTime: (state, context) => {
      const booking = LEDGER.passTime(shifted(state, 1), context);
      return { ...booking, state: shifted(booking.state, -1) };
    },
  },
  'reserves from the newest lot': {
    reservePoints: (state, command, context) => {
      const lots = [...state.lots].map(([seq, lot]): [number, Lot] => [seq, { ...lot, expiresAt: -seq }]);
      const result = LEDGER.reservePoints({ ...state, lots: new Map(lots) }, command, {
        ...context,
        now: -1e15,
      });
      if (!result.ok) return result;
      for (const lot of lotsOf(result.value)) lot.expiresAt = state.lots.get(lot.seq)?.expiresAt ?? null;
      return result;
    },
  },
  'reserves what has lapsed': {
    reservePoints: (state, command, context) =>
      LEDGER.reservePoints(state, command, { ...context, now: context.now - 20 * DAY_MS }),
  },
  'captures without giving back the unused part': {
    capturePoints: (state, command, context) =>
      LEDGER.capturePoints(state, { ...command, unusedPoints: 0 }, context),
  },
  'leaves behind what is booked when members are merged': {
    mergeMembers: (from, ...rest) => LEDGER.mergeMembers({ ...from, sources: new Map() }, ...rest),
  },
  'loses the debt when members are merged': {
    mergeMembers: (from, to, contexts, source) => {
      const merged = LEDGER.mergeMembers(from, to, contexts, source);
      merged.to.state.balances.debt = 0;
      return merged;
    },
  },
  'draws points without an end for the one who gets them': {
    transferPoints: (...command) => {
      const result = LEDGER.transferPoints(...command);
      if (result.ok) for (const lot of result.value.to.openedLots) lot.expiresAt = null;
      return result;
    },
  },
  'forgets activities': {
    bookTarget: (state, target, context) => LEDGER.bookTarget(state, { ...target, activeAt: null }, context),
  },
  'lets a new rule end points before the notice is over': {
    rescheduleExpiry: (state, change, context) =>
      LEDGER.rescheduleExpiry(state, { ...change, notBefore: 0 }, context),
  },
};
