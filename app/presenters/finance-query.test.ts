import { expect, test } from 'vitest';
import { readFinanceCsvQuery, readFinanceQuery } from '#app/presenters/finance-query.ts';

const read = (address: string) => readFinanceQuery(new URLSearchParams(address));

test('an address without questions asks for the liability of today', () => {
  expect(read('')).toEqual({ report: 'liability', date: null, month: null, days: 90, horizon: 24 });
});

test('questions are read, and what makes no sense is the default', () => {
  expect(read('report=provision&date=2025-12-31&horizon=36')).toMatchObject({
    report: 'provision',
    date: '2025-12-31',
    horizon: 36,
  });
  for (const date of ['2025-02-30', '2025-13-01', '31.12.2025', '9999-01-01', "2025-01-01'"])
    expect(read(`date=${date}`).date).toBeNull();
  expect(read('report=secret&days=7&horizon=1&month=2025-00')).toEqual(read(''));
});

test('an export names its table, and asks for lots and entries within their bounds', () => {
  const csv = (address: string) => readFinanceCsvQuery(new URLSearchParams(address));
  expect(csv('')).toBeNull();
  expect(csv('report=toString')).toBeNull();
  expect(csv('report=entries&from=2025-12-01&change=redeemed')).toMatchObject({
    table: 'entries',
    from: '2025-12-01',
    change: 'redeemed',
  });
  expect(csv('report=lots&age=5')?.age).toBe(5);
  expect(csv('report=lots&age=6')?.age).toBeUndefined();
  expect(csv('report=lots&age=')?.age).toBeUndefined();
});
