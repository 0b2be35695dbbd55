/**
 * A command's work on a member's books: entries are numbered and applied one by one to a copy of the state
 * (`apply-entry.ts`). What a command leaves behind is a booking.
 */
import type { Account, EntryKind } from '#app/core/ledger/accounts.ts';
import { applyEntry } from '#app/core/ledger/apply-entry.ts';
import {
  type Allocation,
  cloneState,
  type Entry,
  type Lot,
  type MemberState,
} from '#app/core/ledger/state.ts';

/** What every entry of one command has in common. */
export type CommandContext = {
  /** Business key of the command; its entries are `<key>/0`, `<key>/1`, … */
  key: string;
  inputHash: string;
  now: number;
  occurredAt: number;
  actor: string;
  programVersion: number | null;
};

export type Draft = {
  state: MemberState;
  entries: Entry[];
  openedLots: Lot[];
  context: CommandContext;
};

/** What a command leaves behind: the new state and the entries to append, in order. */
export type Booking = { state: MemberState; entries: Entry[]; openedLots: Lot[] };

export function openDraft(state: MemberState, context: CommandContext): Draft {
  return { state: cloneState(state), entries: [], openedLots: [], context };
}

export function closeDraft(draft: Draft): Booking {
  return { state: draft.state, entries: draft.entries, openedLots: draft.openedLots };
}

export type Posting = {
  kind: EntryKind;
  from: Account;
  to: Account;
  points: number;
  source: string;
  reasons: string[];
  allocations?: Allocation[];
};

/** Appends one entry and applies it. Postings of zero points leave no trace. */
export function post(draft: Draft, posting: Posting): Entry | undefined {
  if (posting.points === 0) return undefined;
  const { context, state } = draft;
  const entry: Entry = {
    seq: state.seq + 1,
    kind: posting.kind,
    from: posting.from,
    to: posting.to,
    points: posting.points,
    source: posting.source,
    key: `${context.key}/${draft.entries.length}`,
    inputHash: context.inputHash,
    reasons: posting.reasons,
    programVersion: context.programVersion,
    actor: context.actor,
    occurredAt: context.occurredAt,
    allocations: posting.allocations ?? [],
  };
  applyEntry(state, entry);
  draft.entries.push(entry);
  return entry;
}

/** Opens a lot with the entry that fills it. A matured one has no end yet: `startLife` in `due.ts` sets it. */
export function postOpening(
  draft: Draft,
  posting: Posting,
  terms: Pick<Lot, 'matured' | 'maturesAt' | 'expiry'>,
): Lot | undefined {
  const entry = post(draft, posting);
  if (!entry) return undefined;
  const lot: Lot = {
    seq: entry.seq,
    source: entry.source,
    points: entry.points,
    remaining: entry.points,
    openedAt: entry.occurredAt,
    expiresAt: null,
    graceGiven: false,
    ...terms,
  };
  draft.state.lots.set(lot.seq, lot);
  draft.openedLots.push(lot);
  return lot;
}
