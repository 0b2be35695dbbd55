/**
 * Works out a shop's thresholds from how its members stand now, and holds everybody against them: nightly, after the past was
 * read, and when staff set other levels. Between two times an order costs the same, however many members there are.
 */
import { now } from '#app/clock.ts';
import { dayOf } from '#app/core/calendar.ts';
import { dayNumber } from '#app/core/lifetime-value/months.ts';
import { fitNextPurchase } from '#app/core/scores/fit-next-purchase.ts';
import { levelPlaces, levelsFrom } from '#app/core/scores/levels.ts';
import { markAllScoreDues } from '#app/db/score-dues.ts';
import { type MemberScoreRow, pageScores, saveScores } from '#app/db/scores.ts';
import { countQuarters, saveCompass } from '#app/db/compass.ts';
import { deleteGoneSegments, listSegments, pageMemberIds } from '#app/db/segments.ts';
import {
  countScored,
  lockShopScores,
  readCuts,
  samplePurchaseDays,
  saveThresholds,
  scoresFromTop,
} from '#app/db/shop-scores.ts';
import { findShop, listShops, type ShopRow } from '#app/db/shops.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { keepOwnSegments, keepSegments } from '#app/services/keep-segments.ts';
import { scoreDueOf, toRow } from '#app/services/score-members.ts';

const PAGE = 2_000;
const SAMPLE = 20_000;

export async function scoreAllShops(): Promise<void> {
  for (const shop of await listShops()) await scoreShop(shop);
}

export async function scoreShop(name: string): Promise<void> {
  const shop = await findShop(name);
  if (!shop) return;
  await dueAtFirst(name);
  while ((await scoreDueOf(name, 'wait')) > 0);
  await transaction((tx) => findThresholds(tx, shop));
  let after = 0;
  for (;;) {
    const last = await transaction((tx) => judgePage(tx, shop, after));
    if (last === undefined) break;
    after = last;
  }
  await lookAtOwnSegments(shop);
}

/** By the merchant's rules also those who have never ordered are looked at. */
async function lookAtOwnSegments(shop: ShopRow): Promise<void> {
  const begun = now();
  if ((await listSegments(shop.shop)).length === 0) return;
  for (let after: number | undefined = 0; after !== undefined;) {
    const from: number = after;
    after = await transaction(async (tx) => {
      await lockShopScores(tx, shop.shop, 'wait');
      const ids = await pageMemberIds(tx, shop.shop, from, PAGE);
      await keepOwnSegments(tx, shop, ids, now());
      return ids.at(-1);
    });
  }
  await transaction((tx) => deleteGoneSegments(tx, shop.shop, begun));
}

/** Orders that are older than the scores have marked nobody. */
async function dueAtFirst(name: string): Promise<void> {
  await transaction(async (tx) => {
    const scores = await lockShopScores(tx, name, 'wait');
    if (scores?.computedAt === null) await markAllScoreDues(tx, name);
  });
}

async function findThresholds(tx: Transaction, { shop, timezone }: ShopRow): Promise<void> {
  await lockShopScores(tx, shop, 'wait');
  const at = now();
  const customers = await countScored(tx, shop);
  const none = { cuts: null, levels: null, model: null };
  if (customers === 0) return saveThresholds(tx, shop, none, 0, at);
  const today = dayNumber(dayOf(at.getTime(), timezone));
  const days = await samplePurchaseDays(tx, shop, timezone, customers, SAMPLE);
  const thresholds = {
    cuts: await readCuts(tx, shop, customers),
    levels: levelsFrom(await scoresFromTop(tx, shop, customers, levelPlaces(customers))),
    model: fitNextPurchase(days, today),
  };
  await saveThresholds(tx, shop, thresholds, customers, at);
  await saveCompass(tx, shop, await countQuarters(tx, shop, timezone, today));
}

/** @returns the last member of the page; undefined when there was nobody left. */
async function judgePage(tx: Transaction, shop: ShopRow, after: number): Promise<number | undefined> {
  const thresholds = await lockShopScores(tx, shop.shop, 'wait');
  const known = await pageScores(tx, shop.shop, after, PAGE);
  if (!thresholds || known.length === 0) return undefined;
  const rows = known.map((row) => toRow(shop, row.memberId, row, thresholds));
  await saveScores(
    tx,
    shop.shop,
    rows.filter((row, index) => differs(row, known[index])),
  );
  await keepSegments(tx, shop, rows, now());
  return rows.at(-1)?.memberId;
}

function differs(row: MemberScoreRow, before: MemberScoreRow | undefined): boolean {
  return (
    row.recency !== before?.recency ||
    row.frequency !== before.frequency ||
    row.monetary !== before.monetary ||
    row.group !== before.group ||
    row.level !== before.level ||
    row.nextPurchaseAt?.getTime() !== before.nextPurchaseAt?.getTime()
  );
}
