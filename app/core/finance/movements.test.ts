import { expect, test } from 'vitest';
import { type Movement, rollForward } from '#app/core/finance/movements.ts';

const move = (period: string | null, kind: string, from: string, to: string, points: number): Movement => ({
  period,
  kind,
  from,
  to,
  points,
});

test('every kind of entry goes to its column, and opening plus changes is closing', () => {
  const [roll] = rollForward(
    [
      move(null, 'earn', 'issued', 'available', 1000),
      move(null, 'owe', 'debt', 'revoked', 30),
      move('d1', 'earn', 'issued', 'pending', 100),
      move('d1', 'credit', 'issued', 'available', 50),
      move('d1', 'mature', 'pending', 'available', 100),
      move('d1', 'reserve', 'available', 'reserved', 500),
      move('d1', 'capture', 'reserved', 'redeemed', 400),
      move('d1', 'release', 'reserved', 'available', 100),
      move('d1', 'restore', 'redeemed', 'available', 40),
      move('d1', 'expire', 'available', 'expired', 60),
      move('d1', 'revoke', 'pending', 'revoked', 7),
      move('d1', 'debit', 'available', 'revoked', 3),
      move('d1', 'settle', 'available', 'debt', 20),
      move('d1', 'owe', 'debt', 'revoked', 5),
      move('d1', 'waive', 'issued', 'revoked', 9),
    ],
    ['d1'],
  );
  expect(roll).toEqual({
    period: 'd1',
    opening: 1000,
    ...{ issued: 150, restored: 40, redeemed: -400, expired: -60, takenBack: -10, settled: -20, moved: 0 },
    closing: 700,
    ...{ debt: -15, owed: -5, debtSettled: 20 },
  });
});

test('a transfer between members leaves nothing in the shop', () => {
  const [roll] = rollForward(
    [
      move('d1', 'transfer', 'available', 'transferred', 80),
      move('d1', 'transfer', 'transferred', 'available', 80),
      move('d1', 'transfer', 'debt', 'transferred', 6),
      move('d1', 'transfer', 'transferred', 'debt', 6),
    ],
    ['d1'],
  );
  expect(roll).toMatchObject({ opening: 0, moved: 0, closing: 0, debt: 0 });
});

test('what was redeemed before a merge is redeemed once', () => {
  // 300 earned, 100 used; the member becomes one with another, who takes over 200 open points and 100 used ones.
  const [roll] = rollForward(
    [
      move('d1', 'earn', 'issued', 'available', 300),
      move('d1', 'reserve', 'available', 'reserved', 100),
      move('d1', 'capture', 'reserved', 'redeemed', 100),
      move('d1', 'transfer', 'available', 'transferred', 200),
      move('d1', 'transfer', 'redeemed', 'transferred', 100),
      move('d1', 'transfer', 'transferred', 'available', 300),
      move('d1', 'reserve', 'available', 'reserved', 100),
      move('d1', 'capture', 'reserved', 'redeemed', 100),
    ],
    ['d1'],
  );
  expect(roll).toMatchObject({ issued: 300, redeemed: -100, moved: 0, closing: 200 });
});

test('a period without entries carries the balance on', () => {
  const rolls = rollForward([move('d1', 'earn', 'issued', 'available', 5)], ['d1', 'd2']);
  expect(rolls.map(({ opening, closing }) => [opening, closing])).toEqual([
    [0, 5],
    [5, 5],
  ]);
});

test('a movement outside of the periods is a fault and not left out', () => {
  expect(() => rollForward([move('d9', 'earn', 'issued', 'available', 5)], ['d1'])).toThrow('period d9');
});
