import { expect, test } from 'vitest';
import { tell, threeTiers, type Setting } from '#app/core/tiers/timeline-for-tests.ts';

const plain: Setting = { rules: threeTiers() };
const lifetime = { kind: 'lifetime' };
const twelve = { kind: 'rolling', months: 12 };
const undo = { refundUndoes: true };
const undoing: Setting = { rules: threeTiers({ ...undo, period: lifetime }) };
const undoingYear: Setting = { rules: threeTiers(undo) };
const undoingWindow: Setting = { rules: threeTiers({ ...undo, period: twelve }) };
const window: Setting = { rules: threeTiers({ period: twelve }) };

const REFUNDS: [string, Setting, string[]][] = [
  [
    'undoes what its order brought',
    undoing,
    [
      '2026-03-01 +500 #a → silver entered',
      '2026-03-02 -0.01 #a → none refund',
      '2026-03-03 +0.01 → silver entered',
    ],
  ],
  [
    'down to the threshold undoes nothing',
    undoing,
    [
      '2026-03-01 +600 #a → silver entered',
      '2026-03-02 -100 #a → silver',
      '2026-03-03 -0.01 #a → none refund',
    ],
  ],
  [
    'undoes tier by tier',
    undoing,
    [
      '2026-03-01 +500 #a → silver entered',
      '2026-03-02 +500 #b → gold entered',
      '2026-03-03 -500 #b → silver refund',
      '2026-03-04 -500 #a → none refund',
    ],
  ],
  [
    'of an earlier order undoes just as well',
    undoing,
    [
      '2026-03-01 +500 #a → silver entered',
      '2026-03-02 +500 #b → gold entered',
      '2026-03-03 -500 #a → silver refund',
    ],
  ],
  [
    'undoes a jump as far as it must',
    undoing,
    ['2026-03-01 +2500 #a → platinum entered', '2026-03-02 -1600 #a → silver refund'],
  ],
  [
    'undoes tiers that points brought',
    { rules: threeTiers({ ...undo, period: lifetime, basis: 'points' }) },
    ['2026-03-01 +1000 #a → gold entered', '2026-03-02 -1 #a → silver refund'],
  ],
  [
    'leaves a tier that was held when the year began',
    undoingYear,
    [
      '2025-03-01 +500 → silver entered',
      '2026-03-01 +1000 #b → gold entered',
      '2026-04-01 -1000 #b → silver refund',
      '2026-12-31T23:59 · → silver',
      '2027-01-01 · → none period-end',
    ],
  ],
  [
    'in January cannot undo December',
    undoingYear,
    [
      '2026-12-20 +500 #a → silver entered',
      '2027-01-05 -500 #a → silver',
      '2027-12-31T23:59 · → silver',
      '2028-01-01 · → none period-end',
    ],
  ],
  [
    'in January takes nothing from the new year',
    undoingYear,
    ['2026-12-20 +400 #a → none', '2027-01-05 -400 #a → none', '2027-01-06 +500 → silver entered'],
  ],
  [
    'undoes at the first instant of the year what the year has brought',
    undoingYear,
    ['2026-01-01 +500 #a → silver entered', '2026-12-31T23:59 -1 #a → none refund'],
  ],
  [
    'undoes beneath a grant without a move',
    undoingYear,
    [
      '2026-03-01 grant gold until 2026-06-01 → gold granted',
      '2026-03-02 +500 #a → gold',
      '2026-03-03 -500 #a → gold',
      '2026-06-01 · → none grant-ended',
    ],
  ],
  [
    'undoes within the window',
    undoingWindow,
    ['2026-03-01 +500 #a → silver entered', '2027-02-28T23:59 -1 #a → none refund'],
  ],
  [
    'leaves a tier that is older than the window, until its order would have left',
    undoingWindow,
    [
      '2026-03-01 +500 #a → silver entered',
      '2026-09-01 +500 #b → gold entered',
      '2027-03-01 · → silver period-end',
      '2027-03-02 -500 #b → silver',
      '2027-08-31T23:59 · → silver',
      '2027-09-01 · → none period-end',
    ],
  ],
  [
    'that undoes nothing lets the tier stay until the year ends',
    plain,
    [
      '2026-03-01 +500 #a → silver entered',
      '2026-03-02 -500 #a → silver',
      '2026-12-31T23:59 · → silver',
      '2027-01-01 · → none period-end',
    ],
  ],
  [
    'that undoes nothing lets a tier for life stay for life',
    { rules: threeTiers({ period: lifetime }) },
    ['2026-03-01 +500 #a → silver entered', '2026-03-02 -500 #a → silver', '2056-03-02 · → silver'],
  ],
  [
    'that undoes nothing lets the tier stay until its order would have left the window',
    window,
    [
      '2026-03-01 +500 #a → silver entered',
      '2026-03-10 -500 #a → silver',
      '2027-02-28T23:59 · → silver',
      '2027-03-01 · → none period-end',
    ],
  ],
  [
    'of one half keeps what the other half keeps',
    window,
    ['2026-03-01 +500 #a → silver entered', '2026-03-10 -200 #a → silver', '2027-03-01 · → none period-end'],
  ],
  [
    'and an order in its place keep the tier',
    window,
    [
      '2026-03-01 +500 #a → silver entered',
      '2026-03-10 -500 #a → silver',
      '2026-06-01 +300 → silver',
      '2027-05-31T23:59 · → silver',
      '2027-06-01 · → none period-end',
    ],
  ],
  [
    'before the end of the window is followed by the usual grace',
    { rules: threeTiers({ period: twelve, graceDays: 14 }) },
    [
      '2026-03-01 +500 #a → silver entered',
      '2026-03-10 -500 #a → silver',
      '2027-03-01 · → silver grace 2027-03-15',
    ],
  ],
];

test.each(REFUNDS)('a refund %s', (_, setting, steps) => {
  expect(tell(setting, steps).outcomes).toEqual(steps);
});
