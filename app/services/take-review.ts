/**
 * Takes in what a review app tells of one review, and gives or takes back its points in the same transaction: once per member and
 * product, only for what she bought, whatever the stars.
 */
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { readReview, type ReviewApp, type ReviewNews } from '#app/core/reviews/review.ts';
import { openBooks } from '#app/db/books.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import {
  findAuthor,
  findReviewSource,
  judgeReview,
  noteHeard,
  type ReviewRow,
  saveReview,
  setReviewDeed,
} from '#app/db/reviews.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { unseal } from '#app/db/token-cipher.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { keyedHash } from '#app/services/contact-hash.ts';
import { readLimited } from '#app/services/receive-webhook.ts';
import { type DeedFact, recordFacts } from '#app/services/record-facts.ts';
import { isSigned, readReviewAddress, reviewSecretPlace } from '#app/services/review-address.ts';

const BODY_BYTES_MAX = 256 * 1024;

export async function takeReview(request: Request, token: string): Promise<Result<{ taken: boolean }>> {
  const body = await readLimited(request, BODY_BYTES_MAX);
  if (body === undefined) return rejected('request-too-large');
  const address = readReviewAddress(token);
  if (!address) return rejected('request-unsigned');
  const { shop, app } = address;
  const [row, source] = await Promise.all([findShop(shop), findReviewSource(shop, app)]);
  if (!row || row.uninstalledAt || address.generation !== (source?.generation ?? 1))
    return rejected('request-unsigned');
  const at = now();
  if (source?.secret) {
    const secret = unseal(source.secret, reviewSecretPlace(shop, app));
    if (secret === undefined || !isSigned(app, secret, request.headers, body, at)) {
      await noteHeard(shop, app, 'unsigned', at);
      return rejected('request-unsigned');
    }
  }
  const news = readReview(app, parse(body));
  if (news === undefined) {
    await noteHeard(shop, app, 'unreadable', at);
    return rejected('request-invalid');
  }
  const taken = news !== 'other' && (await take(row, app, news, at));
  await noteHeard(shop, app, null, at);
  return ok({ taken });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** @returns false when something newer was known. */
async function take(shop: ShopRow, app: ReviewApp, news: ReviewNews, at: Date): Promise<boolean> {
  return transaction(async (tx) => {
    const author = await lockAuthor(tx, shop.shop, news, at);
    const review = await saveReview(
      tx,
      shop.shop,
      {
        app,
        reviewId: news.id ?? keyedHash(shop.shop, `review:${news.email}:${news.productId}`).slice(0, 22),
        memberId: author ?? null,
        productId: news.productId,
        rating: news.rating,
        withMedia: news.withMedia,
        writtenAt: notAfter(news.writtenAt ?? news.changedAt, at),
        changedAt: notAfter(news.changedAt, at),
        gone: news.gone,
      },
      at,
    );
    if (!review) return false;
    await settle(tx, shop, review, at);
    return true;
  });
}

/** Whoever was merged while this waited for her lock has become somebody else. */
async function lockAuthor(
  tx: Transaction,
  shop: string,
  news: ReviewNews,
  at: Date,
): Promise<number | undefined> {
  const found = await findAuthor(tx, shop, news);
  if (found === undefined) return undefined;
  await openBooks(tx, shop, [found], at);
  const author = await findAuthor(tx, shop, news);
  if (author !== undefined && author !== found) await openBooks(tx, shop, [author], at);
  return author;
}

/** Clocks of others may run ahead. */
function notAfter(given: Date | null, at: Date): Date {
  return given && given < at ? given : at;
}

type Wanted = { kind: 'review' | 'photoReview'; deedId: string };

async function settle(tx: Transaction, shop: ShopRow, review: ReviewRow, at: Date): Promise<void> {
  const { memberId, deedId } = review;
  if (memberId === null) return setReviewDeed(tx, shop.shop, review, { deedId: null, nothing: 'unknown' });
  const wanted = await wantedOf(tx, shop, review, at);
  const next = typeof wanted === 'string' ? null : wanted;
  const facts: DeedFact[] = [];
  if (deedId !== null && deedId !== next?.deedId)
    facts.push({ ...factOf(review, memberId, kindOf(deedId), deedId), withdrawnAt: at });
  if (next && deedId !== next.deedId) facts.push(factOf(review, memberId, next.kind, next.deedId));
  if (facts.length > 0) await recordFacts(tx, shop, facts, at);
  await setReviewDeed(tx, shop.shop, review, {
    deedId: next?.deedId ?? null,
    nothing: typeof wanted === 'string' ? wanted : null,
  });
}

/** @returns why there are no points for it, as a word. */
async function wantedOf(
  tx: Transaction,
  shop: ShopRow,
  review: ReviewRow,
  at: Date,
): Promise<Wanted | 'gone' | 'again' | 'unbought'> {
  if (review.goneAt) return 'gone';
  // What she has points for stays hers, whatever came back since.
  if (review.deedId === null) {
    const { again, bought } = await judgeReview(tx, shop.shop, review);
    if (again) return 'again';
    if (!bought) return 'unbought';
  }
  const live = versionAt(await listVersions(shop.shop, tx), at.getTime());
  const forPictures = live?.config.earning.rules.some(
    (rule) => rule.active && rule.kind === 'deed' && rule.deed === 'photoReview',
  );
  const kind = review.withMedia && forPictures ? 'photoReview' : 'review';
  return { kind, deedId: `${kind}:${review.app}:${review.reviewId}` };
}

const kindOf = (deedId: string) => (deedId.startsWith('photoReview:') ? 'photoReview' : 'review');

function factOf(review: ReviewRow, memberId: number, kind: Wanted['kind'], id: string): DeedFact {
  return {
    type: 'deed',
    id,
    memberId,
    kind,
    name: null,
    occurredAt: review.writtenAt,
    withdrawnAt: null,
  };
}
