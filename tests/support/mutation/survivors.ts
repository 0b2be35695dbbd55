/** Faults that no test can tell from the right program, or need not: each with its reason. Others must not survive. */
import type { Mutant } from './mutate.ts';

type Known = { file: string; was: string; becomes: string; because: string };

const ledger = (name: string) => `app/core/ledger/${name}.ts`;
const EQUAL_ENDS = 'the same value is set again';
const NOTHING_POSTED = 'a posting of zero points leaves no trace';
const NEVER_NULL = 'matured lots have a time of maturity; the check is for the types alone';
const NEVER_MISSING = 'what is looked up is always there; the other value is for the types alone';

const KNOWN: Known[] = [
  {
    file: ledger('activity'),
    was: '0',
    becomes: '1',
    because: 'without a rule only the same instant must be joined, and spans stay empty',
  },
  {
    file: ledger('activity'),
    was: 'lot.expiry.days < days',
    becomes: 'lot.expiry.days <= days',
    because: EQUAL_ENDS,
  },
  {
    file: ledger('activity'),
    was: 'state.activeSpans.length === 0',
    becomes: 'false',
    because: 'saves a walk that changes nothing',
  },
  {
    file: ledger('adjust'),
    was: 'points > 0',
    becomes: 'points >= 0',
    because: 'zero has been refused before',
  },
  { file: ledger('adjust'), was: 'lot', becomes: 'true', because: NEVER_MISSING },
  { file: ledger('book-target'), was: 'missing > 0', becomes: 'missing >= 0', because: NOTHING_POSTED },
  { file: ledger('book-target'), was: 'excess > 0', becomes: 'excess >= 0', because: NOTHING_POSTED },
  { file: ledger('due'), was: 'lot.remaining > 0', becomes: 'lot.remaining >= 0', because: NOTHING_POSTED },
  { file: ledger('due'), was: '0', becomes: '1', because: NEVER_NULL },
  { file: ledger('due'), was: 'lot.maturesAt === null', becomes: 'false', because: NEVER_NULL },
  {
    file: ledger('expiry'),
    was: '1',
    becomes: '2',
    because: 'ends of days are whole minutes: one or two milliseconds before them are the same',
  },
  {
    file: ledger('invariants'),
    was: 'sum + value',
    becomes: 'sum - value',
    because: 'a sum that must be zero is reported with either sign',
  },
  { file: ledger('redeem-points'), was: 'excess < 0', becomes: 'excess <= 0', because: NOTHING_POSTED },
  { file: ledger('redeem-points'), was: '0', becomes: '1', because: NOTHING_POSTED },
  { file: ledger('reschedule-expiry'), was: 'lot.maturesAt === null', becomes: 'false', because: NEVER_NULL },
  {
    file: ledger('reschedule-expiry'),
    was: 'end < lot.expiresAt',
    becomes: 'end <= lot.expiresAt',
    because: EQUAL_ENDS,
  },
  { file: ledger('state'), was: 'at < due', becomes: 'at <= due', because: EQUAL_ENDS },
  {
    file: ledger('transfer'),
    was: 'lot.remaining > 0',
    becomes: 'lot.remaining >= 0',
    because: NOTHING_POSTED,
  },
  { file: ledger('transfer'), was: 'twin', becomes: 'true', because: NEVER_MISSING },
  { file: ledger('transfer'), was: '!twin', becomes: 'false', because: NEVER_MISSING },
  { file: ledger('transfer'), was: '0', becomes: '1', because: NEVER_MISSING },
];

/** @returns why this fault may survive; undefined when it must not. */
export function reasonToSurvive({ file, was, becomes }: Mutant): string | undefined {
  return KNOWN.find((one) => one.file === file && one.was === was && one.becomes === becomes)?.because;
}
