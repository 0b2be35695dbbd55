/** Lives of a member as short texts, for decision tables: commands in, the last one's entries and the balances out. */
import type { DebtPolicy } from '#app/core/ledger/book-target.ts';
import {
  balancesOf,
  capture,
  credit,
  days,
  earn,
  play,
  release,
  reserve,
  restore,
  type Step,
  wait,
} from '#app/core/ledger/books-for-tests.ts';
import { type LotExpiry, NEVER } from '#app/core/ledger/expiry.ts';
import { findViolations, type Violation } from '#app/core/ledger/invariants.ts';
import { emptyState, type Entry } from '#app/core/ledger/state.ts';

const DAY = 86_400_000;

/** Terms that an order keeps, as the version of its day fixes them. */
type Terms = { maturesAt: number; life: number | null };

/**
 * "0 a 100 hold 14 life 30": on day 0 order a should give 100 points, on hold for 14 days, valid for 30.
 * "2 reserve r 60", "3 use r", "3 use r less 20", "3 back r", "5 return r 40 grace 10 life 30" (in all), "4 credit 50", "9 wait".
 */
function stepOf(
  line: string,
  terms: Map<string, Terms>,
  used: Map<string, number>,
  debtPolicy: DebtPolicy,
): Step {
  const [when = '', verb = '', subject = '', ...rest] = line.trim().split(' ');
  const day = Number(when);
  const after = (word: string) => (rest.includes(word) ? Number(rest[rest.indexOf(word) + 1]) : null);
  const count = Number(rest[0]);
  switch (verb) {
    case 'reserve':
      used.set(subject, count);
      return reserve(subject, count, day);
    case 'use':
      used.set(subject, (used.get(subject) ?? 0) - (after('less') ?? 0));
      return capture(subject, day, after('less') ?? 0);
    case 'back':
      return release(subject, day);
    case 'return':
      return restore(subject, count, day, {
        captured: used.get(subject) ?? 0,
        graceDays: after('grace') ?? 0,
        expiry: expiryOf(after('life')),
      });
    case 'credit':
      return credit(Number(subject), day);
    case 'wait':
      return wait(day);
    default: {
      const hold = after('hold');
      const known = terms.get(verb) ?? { maturesAt: day * DAY, life: after('life') };
      const maturesAt = hold === null ? known.maturesAt : (day + hold) * DAY;
      terms.set(verb, { ...known, maturesAt });
      return earn(verb, Number(subject), day, { maturesAt, debtPolicy, expiry: expiryOf(known.life) });
    }
  }
}

function expiryOf(life: number | null): LotExpiry {
  return life === null ? NEVER : days(life);
}

/** "revoke 40 available (lot 2: 40)" */
function textOf({ kind, points, from, to, allocations }: Entry): string {
  const outside = ['issued', 'redeemed', 'revoked', 'expired', 'reserved'];
  const account = outside.includes(from) ? to : from;
  const lots = allocations.map((part) => `${part.lotSeq}:${part.points}`).join(' ');
  return [kind, points, account, lots && `[${lots}]`].filter((part) => part !== '').join(' ');
}

export type Row = [what: string, life: string, last: string, balances: string];

/** Rows of `what | life | what the last command books | balances`. */
export function tableOf(text: string): Row[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [what = '', life = '', last = '', balances = ''] = line.split('|').map((cell) => cell.trim());
      return [what, life, last, balances];
    });
}

/** What the last command of a life books, the balances after it, and what the whole life violates. */
export function tell(
  life: string,
  debtPolicy: DebtPolicy,
): { last: string; balances: string; violations: Violation[] } {
  const terms = new Map<string, Terms>();
  const used = new Map<string, number>();
  const steps = life.split(';').map((line) => stepOf(line, terms, used, debtPolicy));
  const before = play(emptyState(), ...steps.slice(0, -1));
  const after = play(before.state, ...steps.slice(-1));
  const { state } = after;
  const entries = [...before.entries, ...after.entries];
  return {
    last: after.entries.map(textOf).join(', ') || 'nothing',
    balances: balancesOf(after),
    violations: findViolations({ state, entries, lots: [...state.lots.values()] }),
  };
}
