/** Each invariant is reported when stored books break it, and only then. */
import { expect, test } from 'vitest';
import { capture, days, earn, play, reserve, restore } from './books-for-tests.ts';
import { type Books, findViolations, transferredBy } from './invariants.ts';
import { emptyState } from './state.ts';

/** Books with a bit of everything: on hold, available, set aside, used and in part given back. */
function soundBooks(): Required<Books> {
  const { state, entries } = play(
    emptyState(),
    earn('a', 100, 0, { expiry: days(90) }),
    reserve('r', 60, 1),
    capture('r', 2),
    reserve('s', 10, 3),
    restore('r', 20, 3, { captured: 60 }),
    earn('b', 40, 3, { maturesAt: 1e12 }),
  );
  const kept = structuredClone({ state, entries });
  return { ...kept, lots: [...kept.state.lots.values()], inherited: [], closed: false };
}

/** Books whose owner has used everything up and was merged. */
function closedBooks(): Required<Books> {
  const { state, entries } = play(emptyState(), earn('a', 5, 0), earn('a', 0, 1));
  state.sources.clear();
  return { state, entries, lots: [...state.lots.values()], inherited: [], closed: true };
}

const rulesOf = (books: Books) =>
  [...new Set(findViolations(books).map(({ rule }) => rule))].sort((a, b) => a - b);
const lotOf = ({ lots }: Books, index = 0) => lots[index] ?? { remaining: 0, points: 0, matured: false };
const entryOf = ({ entries }: Books, index = 0) => entries[index] ?? { seq: 0, key: '', points: 0 };

test('sound books violate nothing', () => {
  expect(findViolations(soundBooks())).toEqual([]);
  expect(findViolations(closedBooks())).toEqual([]);
});

test.for<[what: string, damage: (books: Required<Books>) => unknown, rules: number[]]>([
  ['an entry of zero points', (books) => Object.assign(entryOf(books), { points: 0 }), [1, 3]],
  ['an entry along no legal pair', (books) => Object.assign(entryOf(books), { kind: 'expire' }), [1, 3]],
  ['a missing number', (books) => Object.assign(entryOf(books, 2), { seq: 9 }), [3]],
  ['a key used twice', (books) => Object.assign(entryOf(books, 1), { key: entryOf(books).key }), [6]],
  ['pending points below zero', (books) => (books.state.balances.pending = -1), [2, 3, 4]],
  ['available points below zero', (books) => (books.state.balances.available = -1), [2, 3, 4]],
  ['reserved points below zero', (books) => (books.state.balances.reserved = -1), [2, 3, 4]],
  ['debt above zero', (books) => (books.state.balances.debt = 1), [2, 3]],
  ['debt beside available points', (books) => (books.state.balances.debt = -1), [2, 3]],
  ['one available point too many', (books) => (books.state.balances.available += 1), [3, 4]],
  ['one pending point too many', (books) => (books.state.balances.pending += 1), [3, 4]],
  ['one reserved point too many', (books) => (books.state.balances.reserved += 1), [3, 4]],
  ['other lifetime sums', (books) => (books.state.lifetime.earned += 1), [3]],
  ['a lot with less', (books) => (lotOf(books).remaining -= 1), [3, 4]],
  ['a lot below zero', (books) => (lotOf(books).remaining = -1), [3, 4, 5]],
  ['a lot above what it was opened with', (books) => (lotOf(books).remaining = 101), [3, 4, 5]],
  ['a lot opened with more', (books) => (lotOf(books).points += 1), [3]],
  ['a lot that matured by itself', (books) => (lotOf(books, 1).matured = true), [3, 4]],
  ['a lot that no entry opened', (books) => Object.assign(lotOf(books, 1), { seq: 99 }), [3]],
  ['more booked than the entries say', (books) => (sourceOf(books).earned += 1), [3]],
  ['more taken back than given', (books) => (sourceOf(books).revoked = 101), [3, 8]],
  [
    'a source that no entry knows',
    (books) => books.state.sources.set('order:x', { ...sourceOf(books) }),
    [3],
  ],
  ['nothing booked', (books) => books.state.sources.clear(), [3]],
  ['a reservation forgotten', (books) => books.state.reservations.clear(), [4]],
])('%s is reported', ([, damage, rules]) => {
  const books = soundBooks();
  damage(books);
  expect(rulesOf(books)).toEqual(rules);
});

test.for<[what: string, damage: (books: Required<Books>) => unknown]>([
  ['points on hold', (books) => (books.state.balances.pending = 3)],
  ['available points', (books) => (books.state.balances.available = 3)],
  ['reserved points', (books) => (books.state.balances.reserved = 3)],
  ['debt', (books) => (books.state.balances.debt = -3)],
  ['something booked', (books) => books.state.sources.set('order:a', { ...NONE })],
])('a merged member with %s is reported', ([, damage]) => {
  const books = closedBooks();
  damage(books);
  expect(rulesOf(books)).toContain(11);
});

const NONE = { earned: 0, revoked: 0, owed: 0, waived: 0, expired: 0 };

function sourceOf(books: Books) {
  return books.state.sources.get('order:a') ?? { ...NONE };
}

test('what was inherited counts from its place in the entries on', () => {
  const books = soundBooks();
  const sources = new Map([['order:z', { ...NONE, earned: 7 }]]);
  expect(rulesOf({ ...books, inherited: [{ seq: 2, sources }] })).toEqual([3]);
  books.state.sources.set('order:z', { ...NONE, earned: 7 });
  expect(rulesOf({ ...books, inherited: [{ seq: 2, sources }] })).toEqual([]);
  expect(rulesOf({ ...books, inherited: [{ seq: 0, sources }] })).toEqual([]);
  // At no place of these entries.
  expect(rulesOf({ ...books, inherited: [{ seq: 99, sources }] })).toEqual([3]);
});

test('a redemption that is resolved twice, or gives back too much, is reported', () => {
  const { state, entries } = soundBooks();
  const captured = entries.find(({ kind }) => kind === 'capture');
  if (!captured) throw new Error('no capture');
  const only = (rule: number, changed: typeof entries) =>
    findViolations({ state, entries: changed, lots: [...state.lots.values()] }).filter(
      (one) => one.rule === rule,
    );
  const half = captured.points / 2;
  const halves = entries.map((entry) =>
    entry === captured ? { ...entry, points: half, allocations: [{ lotSeq: 1, points: half }] } : entry,
  );
  expect(only(7, halves)).toHaveLength(1);
  const less = entries.map((entry) =>
    entry.kind === 'restore'
      ? {
          ...entry,
          points: 61,
          allocations: [
            { lotSeq: 1, points: 60 },
            { lotSeq: 1, points: 1 },
          ],
        }
      : entry,
  );
  expect(only(7, less)).toHaveLength(1);
  expect(only(7, entries)).toEqual([]);
});

test('what transfers move out and in is counted with its sign', () => {
  const [entry] = soundBooks().entries;
  if (!entry) throw new Error('no entry');
  const out = { ...entry, from: 'available', to: 'transferred', points: 5 } as const;
  const into = { ...entry, from: 'transferred', to: 'available', points: 3 } as const;
  expect([transferredBy([out]), transferredBy([into]), transferredBy([out, into, entry])]).toEqual([
    5, -3, 2,
  ]);
});
