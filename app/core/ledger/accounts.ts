/**
 * The accounts of a member's books and the one legal pair of each kind of entry.
 * Every entry moves points from one account to another, so the sum over all accounts is always zero.
 */
export type Account =
  | 'issued'
  | 'pending'
  | 'available'
  | 'reserved'
  | 'redeemed'
  | 'revoked'
  | 'expired'
  | 'transferred'
  | 'debt';

export type EntryKind =
  | 'earn'
  | 'mature'
  | 'reserve'
  | 'capture'
  | 'release'
  | 'restore'
  | 'revoke'
  | 'owe'
  | 'waive'
  | 'settle'
  | 'expire'
  | 'credit'
  | 'debit'
  | 'transfer';

export const LEGAL_PAIRS: Record<EntryKind, readonly (readonly [Account, Account])[]> = {
  earn: [
    ['issued', 'pending'],
    ['issued', 'available'],
  ],
  mature: [['pending', 'available']],
  reserve: [['available', 'reserved']],
  capture: [['reserved', 'redeemed']],
  release: [['reserved', 'available']],
  restore: [['redeemed', 'available']],
  revoke: [
    ['pending', 'revoked'],
    ['available', 'revoked'],
  ],
  owe: [['debt', 'revoked']],
  waive: [['issued', 'revoked']],
  settle: [['available', 'debt']],
  expire: [['available', 'expired']],
  credit: [['issued', 'available']],
  debit: [['available', 'revoked']],
  // Of one member into `transferred`, and of another out of it. What is reserved or redeemed is rebuilt there by entries
  // of its own.
  transfer: [
    ['pending', 'transferred'],
    ['available', 'transferred'],
    ['reserved', 'transferred'],
    ['redeemed', 'transferred'],
    ['transferred', 'debt'],
    ['transferred', 'pending'],
    ['transferred', 'available'],
    ['debt', 'transferred'],
  ],
};

type Move = { kind: EntryKind; from: Account; to: Account };

export function isLegal({ kind, from, to }: Move): boolean {
  return LEGAL_PAIRS[kind].some(([source, target]) => source === from && target === to);
}

/** Points that come from outside the member's books lie in a lot of their own. */
export function opensLot({ from, to }: Move): boolean {
  return (from === 'issued' || from === 'transferred') && LOT_ACCOUNTS.includes(to);
}

/** Accounts whose points lie in lots; the others only count. */
export const LOT_ACCOUNTS: readonly Account[] = ['pending', 'available'];
