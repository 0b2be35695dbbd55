/**
 * What an order does to the redemptions whose codes it carries: the first use captures, a return restores, an order that
 * stands again takes that back, and a code that was given back or used before is paid anew, the shortfall owed, with an alarm.
 */
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { lotExpiryOf } from '#app/core/ledger/expiry.ts';
import {
  capturePoints,
  redemptionSource,
  reserveShortfall,
  restorePoints,
} from '#app/core/ledger/redeem-points.ts';
import { restoredPoints, unusedPoints } from '#app/core/redemption/order-use.ts';
import { type OpenBooks, record } from '#app/db/books.ts';
import type { ProgramVersion } from '#app/db/programs.ts';
import { insertRedemption, type Redemption, updateRedemption } from '#app/db/redemptions.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { log } from '#app/log.ts';

type Use = {
  tx: Transaction;
  now: Date;
  /** The shop's time zone. */
  zone: string;
  versions: ProgramVersion[];
  books: Map<number, OpenBooks>;
  redemptions: Map<string, Redemption>;
  facts: OrderFacts;
};

export async function useRedemptions(use: Use): Promise<void> {
  for (const { code } of use.facts.codes) {
    const redemption = use.redemptions.get(code.toUpperCase());
    const books = redemption && use.books.get(redemption.memberId);
    if (redemption && books) await useOne(use, books, redemption);
  }
}

async function useOne(use: Use, books: OpenBooks, redemption: Redemption): Promise<void> {
  switch (redemption.state) {
    case 'reserved':
    case 'issued':
    case 'releasing':
      await capture(use, books, redemption);
      return restore(use, books, redemption);
    case 'captured':
      if (redemption.orderId === use.facts.orderId) return restore(use, books, redemption);
      return payAnew(use, books, redemption);
    case 'released':
      return payAnew(use, books, redemption);
  }
}

async function capture(use: Use, books: OpenBooks, redemption: Redemption): Promise<void> {
  const { facts, now } = use;
  const unused = unusedPoints({ ...redemption, order: facts }, settingsOf(use, redemption));
  record(
    books,
    capturePoints(
      books.state,
      { id: redemption.id, unusedPoints: unused },
      context(use, redemption, 'capture'),
    ),
  );
  Object.assign(redemption, {
    state: 'captured',
    orderId: facts.orderId,
    captured: redemption.points - unused,
    released: unused,
  });
  await updateRedemption(use.tx, redemption, {
    state: 'captured',
    orderId: facts.orderId,
    captured: redemption.captured,
    released: unused,
    resolvedAt: now,
    nextAttemptAt: null,
  });
}

/** Books what has come back of the order's redemption as a difference: more of it, or less when the order stands again. */
async function restore(use: Use, books: OpenBooks, redemption: Redemption): Promise<void> {
  const { redemption: settings, expiry } = versionOf(use, redemption).config;
  const cumulative = restoredPoints(redemption.captured, use.facts, settings);
  if (cumulative === redemption.restored) return;
  const booking = restorePoints(
    books.state,
    {
      id: redemption.id,
      captured: redemption.captured,
      cumulative,
      graceDays: settings.restoreGraceDays,
      expiry: lotExpiryOf(expiry, use.zone),
    },
    context(use, redemption, `return-${redemption.revision + 1}`),
  );
  record(books, booking);
  if (cumulative < redemption.restored)
    alarm(redemption, use.facts.orderId, 'an order stands again whose code had given points back');
  Object.assign(redemption, { restored: cumulative, revision: redemption.revision + 1 });
  await updateRedemption(use.tx, redemption, { restored: cumulative, revision: redemption.revision });
}

/** A use that no reservation pays for: the code was given back, or another order has used it before. */
async function payAnew(use: Use, books: OpenBooks, redemption: Redemption): Promise<void> {
  const id = `${redemption.id}-${use.facts.orderId}`;
  const code = lateCode(redemption.code, use.facts.orderId);
  const paid = use.redemptions.get(code);
  if (paid) return restore(use, books, paid);
  const anew = { ...redemption, id, code };
  const settings = settingsOf(use, redemption);
  const price = redemption.points - unusedPoints({ ...redemption, order: use.facts }, settings);
  const booking = reserveShortfall(books.state, { id, points: price }, context(use, anew, 'late'));
  record(books, booking);
  Object.assign(anew, {
    idempotencyKey: id,
    state: 'captured',
    orderId: use.facts.orderId,
    points: price,
    captured: price,
    released: 0,
    restored: 0,
    revision: 0,
    createdAt: use.now,
  });
  await insertRedemption(use.tx, anew, use.now);
  use.redemptions.set(code, anew);
  await restore(use, books, anew);
  alarm(
    redemption,
    use.facts.orderId,
    `a code was used that nothing pays for any more; ${booking.short} points are owed`,
  );
}

/** Under which name a returned code that an order used all the same is booked anew. */
export function lateCode(code: string, orderId: string): string {
  return `${code.toUpperCase()}#${orderId}`;
}

function versionOf(use: Use, redemption: Redemption): ProgramVersion {
  const version = use.versions.find((one) => one.version === redemption.programVersion) ?? use.versions[0];
  if (!version) throw new Error('a redemption has a program version');
  return version;
}

function settingsOf(use: Use, redemption: Redemption): ProgramVersion['config']['redemption'] {
  return versionOf(use, redemption).config.redemption;
}

function context(use: Use, redemption: Redemption, step: string) {
  return {
    key: `${redemptionSource(redemption.id)}:${step}`,
    inputHash: redemption.inputHash,
    now: use.now.getTime(),
    occurredAt: Date.parse(use.facts.occurredAt),
    actor: 'shopify',
    programVersion: redemption.programVersion,
  };
}

function alarm(redemption: Redemption, orderId: string, message: string): void {
  log.error({ shop: redemption.shop, redemption: redemption.id, order: orderId, alarm: true }, message);
}
