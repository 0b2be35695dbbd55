import { expect, test } from 'vitest';
import { creditEnd, findOurCredit } from './credit-mark.ts';

const at = (iso: string) => new Date(iso);
const redemption = { id: '6b1f0c1e-8d55-4c3b-9a43-0d7a4f4c1e11', createdAt: at('2026-11-22T10:00:00.250Z') };
const DAY = 86_400_000;

test('a credit lives at least its days and at most one more, to the whole second', () => {
  for (let number = 0; number < 1_000; number += 1) {
    const end = creditEnd({ ...redemption, id: `redemption-${number}` }, 30);
    const life = end.getTime() - redemption.createdAt.getTime();
    expect(life).toBeGreaterThanOrEqual(30 * DAY);
    expect(life).toBeLessThan(31 * DAY + 1_000);
    expect(end.getMilliseconds()).toBe(0);
  }
});

test('the same redemption has the same end, and others rarely share it', () => {
  expect(creditEnd(redemption, 30)).toEqual(creditEnd({ ...redemption }, 30));
  const ends = Array.from({ length: 1_000 }, (_, n) =>
    creditEnd({ ...redemption, id: `r-${n}` }, 30).getTime(),
  );
  expect(new Set(ends).size).toBeGreaterThan(980);
});

const mark = at('2026-12-22T12:34:56Z');
const other = at('2026-12-22T20:00:01Z');
test.each([
  ['nothing was credited', [], { found: 'none' }],
  ['the credit with our mark', [{ id: 'a', endsAt: mark }], { found: 'ours', id: 'a' }],
  [
    'our mark with milliseconds',
    [{ id: 'a', endsAt: at('2026-12-22T12:34:56.7Z') }],
    { found: 'ours', id: 'a' },
  ],
  ['a credit without an end', [{ id: 'a', endsAt: null }], { found: 'unclear' }],
  ['a credit with a foreign end', [{ id: 'a', endsAt: at('2027-01-01T00:00:00Z') }], { found: 'unclear' }],
  ['the credit of a redemption beside it', [{ id: 'a', endsAt: other }], { found: 'none' }],
  [
    'ours among others',
    [
      { id: 'a', endsAt: null },
      { id: 'b', endsAt: mark },
    ],
    { found: 'ours', id: 'b' },
  ],
])('%s', (_, seen, search) => {
  expect(findOurCredit(seen, mark, [other])).toEqual(search);
});
