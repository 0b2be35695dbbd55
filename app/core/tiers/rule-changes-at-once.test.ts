import { expect, test } from 'vitest';
import type { Tiers } from '#app/core/program/tiers.ts';
import { GOLD, PLATINUM, SILVER, tell, threeTiers } from '#app/core/tiers/timeline-for-tests.ts';

const twelve = { period: { kind: 'rolling', months: 12 } };
const dear = { list: [{ ...SILVER, enter: '600', keep: '600' }, GOLD, PLATINUM] };
const cheap = {
  list: [{ ...SILVER, enter: '200', keep: '100' }, { ...GOLD, enter: '400', keep: '400' }, PLATINUM],
};

const now = { onChange: 'moveNow' };
const OTHERS = {
  dear: threeTiers({ ...dear, ...now }),
  cheap: threeTiers({ ...cheap, ...now }),
  gifts: threeTiers({ list: [{ ...SILVER, entryGift: 100 }, GOLD, PLATINUM], ...now }),
  dearWindow: threeTiers({ ...twelve, ...dear, ...now }),
  life: threeTiers({ period: { kind: 'lifetime' }, ...now }),
  scores: threeTiers({ basis: 'score', ...now }),
};

const TIMELINES: [string, Tiers, string[]][] = [
  [
    'who would stand lower moves',
    threeTiers(),
    ['2026-03-01 +500 → silver entered', '2026-06-01 rules dear → none rules-changed'],
  ],
  [
    'who would stand higher moves',
    threeTiers(),
    ['2026-03-01 +400 → none', '2026-06-01 rules cheap → gold rules-changed'],
  ],
  [
    'the last year still carries into this one',
    threeTiers(),
    ['2026-03-01 +500 → silver entered', '2027-02-01 rules cheap → silver', '2028-01-01 · → none period-end'],
  ],
  [
    'the last year by the new rules does not',
    threeTiers(),
    ['2026-03-01 +500 → silver entered', '2027-02-01 rules dear → none rules-changed'],
  ],
  [
    'who was one step too high comes down',
    threeTiers(),
    [
      '2026-03-01 +1000 → gold entered',
      '2028-01-01 · → silver period-end',
      '2028-02-01 rules cheap → none rules-changed',
    ],
  ],
  [
    'nothing but a gift has changed',
    threeTiers(),
    [
      '2026-03-01 +1000 → gold entered',
      '2028-01-01 · → silver period-end',
      '2028-02-01 rules gifts → silver',
    ],
  ],
  [
    'a window asks for more',
    threeTiers(twelve),
    ['2026-03-01 +500 → silver entered', '2026-06-01 rules dearWindow → none rules-changed'],
  ],
  [
    'a window keeps what it kept',
    threeTiers({ ...twelve, list: [SILVER, { ...GOLD, enter: '1500' }, PLATINUM] }),
    [
      '2026-03-01 +200 → none',
      '2026-09-01 +400 → silver entered',
      '2027-03-02 · → silver',
      '2027-03-03 rules dearWindow → none rules-changed',
    ],
  ],
  [
    'a grace ends with the move',
    threeTiers({ graceDays: 31 }),
    [
      '2026-03-01 +500 → silver entered',
      '2028-01-10 · → silver grace 2028-02-01',
      '2028-01-11 rules dear → none rules-changed',
    ],
  ],
  [
    'a life knows only what lifts',
    threeTiers(),
    [
      '2025-03-01 +500 #a → silver entered',
      '2026-03-01 -1 #a → silver',
      '2026-06-01 rules life → none rules-changed',
    ],
  ],
  [
    'without a score nobody has a tier by score',
    threeTiers(),
    ['2026-03-01 +1000 → gold entered', '2026-06-01 rules scores → none rules-changed'],
  ],
];

test.each(TIMELINES)('rules that move at once: %s', (_, rules, steps) => {
  expect(tell({ rules, others: OTHERS }, steps).outcomes).toEqual(steps);
});
