/**
 * The accounts of a member's books and the one legal pair of each kind of entry.
 * Every entry moves points from one account to another, so the sum over all accounts is always zero.
 */
export type Account =
  'issued' | 'pending' | 'available' | 'reserved' | 'redeemed' | 'revoked' | 'expired' | 'debt';

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
  | 'debit';

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
};

/** Accounts whose points lie in lots; the others only count. */
export const LOT_ACCOUNTS: readonly Account[] = ['pending', 'available'];
