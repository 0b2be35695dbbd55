import { expect, test } from 'vitest';
import {
  FOUNDER,
  GOLD,
  PLATINUM,
  SILVER,
  tell,
  threeTiers,
  type Setting,
} from '#app/core/tiers/timeline-for-tests.ts';

const plain: Setting = { rules: threeTiers() };
const grace: Setting = { rules: threeTiers({ graceDays: 31 }) };
const byHand: Setting = { rules: threeTiers({ list: [SILVER, GOLD, PLATINUM, FOUNDER] }) };

const GRANTS: [string, Setting, string[]][] = [
  [
    'holds until its end and not at it',
    plain,
    [
      '2026-03-01 grant gold until 2026-06-01 → gold granted',
      '2026-05-31T23:59 · → gold',
      '2026-06-01 · → none grant-ended',
    ],
  ],
  ['without end holds for good', plain, ['2026-03-01 grant gold → gold granted', '2046-03-01 · → gold']],
  [
    'lets a higher tier that is earned show through',
    plain,
    [
      '2026-03-01 grant silver until 2026-06-01 → silver granted',
      '2026-04-01 +1000 → gold entered',
      '2026-06-01 · → gold',
    ],
  ],
  [
    'leaves behind what was earned meanwhile',
    plain,
    [
      '2026-03-01 grant gold until 2026-06-01 → gold granted',
      '2026-04-01 +500 → gold',
      '2026-06-01 · → silver grant-ended',
    ],
  ],
  [
    'leaves nothing behind of a tier that was lost meanwhile',
    plain,
    [
      '2026-03-01 +500 → silver entered',
      '2027-05-01 grant gold until 2028-06-01 → gold granted',
      '2028-01-01 · → gold',
      '2028-06-01 · → none grant-ended',
    ],
  ],
  [
    'is a floor under what is earned',
    { rules: threeTiers({ drop: 'byBalance' }) },
    [
      '2026-03-01 +1000 → gold entered',
      '2026-04-01 grant silver → gold',
      '2028-01-01 · → silver period-end',
      '2040-01-01 · → silver',
    ],
  ],
  [
    'of the same tier replaces the one before',
    plain,
    [
      '2026-03-01 grant gold until 2026-06-01 → gold granted',
      '2026-04-01 grant gold until 2026-05-01 → gold',
      '2026-05-01 · → none grant-ended',
    ],
  ],
  [
    'can be taken back',
    plain,
    ['2026-03-01 grant gold → gold granted', '2026-04-01 grant gold until 2026-04-01 → none grant-ended'],
  ],
  [
    'of another tier stands beside it',
    plain,
    [
      '2026-03-01 grant gold until 2026-06-01 → gold granted',
      '2026-04-01 grant silver until 2026-09-01 → gold',
      '2026-06-01 · → silver grant-ended',
      '2026-09-01 · → none grant-ended',
    ],
  ],
  [
    'gives a tier that cannot be earned',
    byHand,
    [
      '2026-03-01 +9999 → platinum entered',
      '2026-03-02 grant founder → founder granted',
      '2026-03-03 +9999 → founder',
    ],
  ],
  [
    'of an unknown tier gives nothing',
    plain,
    ['2026-03-01 grant diamond → none', '2026-03-02 +500 → silver entered'],
  ],
  [
    'beyond the grace hides it',
    grace,
    [
      '2026-03-01 +500 → silver entered',
      '2028-01-01 · → silver grace 2028-02-01',
      '2028-01-10 grant silver until 2028-06-01 → silver',
      '2028-02-01 · → silver',
      '2028-06-01 · → none grant-ended',
    ],
  ],
  [
    'shorter than the grace does not',
    grace,
    [
      '2026-03-01 +500 → silver entered',
      '2028-01-10 grant silver until 2028-01-20 → silver grace 2028-02-01',
      '2028-01-20 · → silver grace 2028-02-01',
      '2028-02-01 · → none grace-over',
    ],
  ],
  [
    'that ends with the year ends after the check',
    plain,
    [
      '2026-03-01 +500 → silver entered',
      '2026-04-01 grant gold until 2028-01-01 → gold granted',
      '2028-01-01 · → none grant-ended',
    ],
  ],
];

test.each(GRANTS)('a grant %s', (_, setting, steps) => {
  expect(tell(setting, steps).outcomes).toEqual(steps);
});
