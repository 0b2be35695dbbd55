import { expect, test } from 'vitest';
import { FOUNDER, GOLD, PLATINUM, SILVER, tell, threeTiers } from '#app/core/tiers/timeline-for-tests.ts';
import { giftsOf } from '#app/core/tiers/tier-book.ts';

const list = [
  { ...SILVER, entryGift: 50 },
  { ...FOUNDER, entryGift: 7 },
  { ...GOLD, entryGift: 100 },
  { ...PLATINUM, entryGift: 200 },
];
const each = threeTiers({ list, refundUndoes: true });
const last = threeTiers({ list, refundUndoes: true, entryGifts: 'last' });
const others = {
  dear: threeTiers({ list: [{ ...list[0], enter: '600' }, ...list.slice(1)], onChange: 'moveNow' }),
  cheap: threeTiers({ list: [{ ...list[0], enter: '100', keep: '100' }, ...list.slice(1)] }),
};

const GIFTS: [string, string[], string, string][] = [
  ['one step', ['2026-03-01 +500 → …'], 'silver 50', 'silver 50'],
  ['a jump', ['2026-03-01 +2000 → …'], 'silver 50, gold 100, platinum 200', 'platinum 200'],
  [
    'step by step',
    ['2026-03-01 +500 → …', '2026-03-02 +500 → …'],
    'silver 50, gold 100',
    'silver 50, gold 100',
  ],
  ['a drop', ['2026-03-01 +1000 → …', '2029-01-01 · → …'], 'silver 50, gold 100', 'gold 100'],
  ['undone', ['2026-03-01 +1000 #a → …', '2026-03-02 -1000 #a → …'], '', ''],
  ['undone in part', ['2026-03-01 +1000 #a → …', '2026-03-02 -500 #a → …'], 'silver 50', ''],
  [
    'undone and earned anew',
    ['2026-03-01 +500 #a → …', '2026-03-02 -500 #a → …', '2026-03-03 +500 → …'],
    'silver 50',
    'silver 50',
  ],
  [
    'a second entry undone leaves the first gift',
    ['2025-03-01 +500 → …', '2027-01-01 · → …', '2027-03-01 +500 #b → …', '2027-03-02 -1 #b → …'],
    'silver 50',
    'silver 50',
  ],
  [
    'granted',
    ['2026-03-01 grant gold until 2026-04-01 → …', '2026-04-01 · → …'],
    'silver 50, gold 100',
    'gold 100',
  ],
  [
    'granted by hand',
    ['2026-03-01 +500 → …', '2026-03-02 grant founder → …'],
    'silver 50, founder 7',
    'silver 50, founder 7',
  ],
  ['lowered rules', ['2026-03-01 +100 → …', '2026-03-02 rules cheap → …'], 'silver 50', 'silver 50'],
  [
    'raised rules take no gift back',
    ['2026-03-01 +500 → …', '2026-03-02 rules dear → …'],
    'silver 50',
    'silver 50',
  ],
];

test.each(GIFTS)('gifts: %s', (_, steps, ofEach, ofLast) => {
  const gifts = [each, last].map((rules) =>
    giftsOf(tell({ rules, others }, steps).moves, rules)
      .map(({ tierId, points }) => `${tierId} ${points}`)
      .join(', '),
  );
  expect(gifts).toEqual([ofEach, ofLast]);
});

test('a gift has the time of the move, and no gift is no gift', () => {
  const { moves } = tell({ rules: each }, ['2026-03-01T10:00 +500 → …']);
  expect(giftsOf(moves, each)).toEqual([{ tierId: 'silver', points: 50, at: Date.UTC(2026, 2, 1, 9) }]);
  expect(giftsOf(moves, threeTiers())).toEqual([]);
});
