/** A member hands in a post that she made elsewhere, and sees what became of those before. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { now } from '#app/clock.ts';
import type { PostsReply } from '#app/core/contracts/posts.ts';
import { rulesAbout } from '#app/core/earning/deeds.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import {
  placeOf,
  POST_URL_MAX,
  POST_WORDS_MAX,
  postAddress,
  POSTS_WAITING_MAX,
} from '#app/core/reviews/post.ts';
import { sum } from '#app/core/sum.ts';
import { openBooks } from '#app/db/books.ts';
import { isBlockedCustomer } from '#app/db/member-state.ts';
import { findMemberId, findMemberIds } from '#app/db/members.ts';
import { countWaiting, listPostsOf, storePost } from '#app/db/posts.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { NO_STORE, readBody, refuse, type Shopper } from '#app/services/answer-shopper.ts';
import { loadStanding } from '#app/services/load-standing.ts';

const POSTS_SHOWN = 10;
const bodySchema = z.strictObject({
  address: z.string().min(1).max(POST_URL_MAX),
  words: z
    .string()
    .trim()
    .max(POST_WORDS_MAX)
    .refine((text) => text.isWellFormed() && !text.includes('\0'))
    .optional(),
  labelled: z.literal(true),
});

export async function tellPosts(shopper: Shopper): Promise<Response> {
  if (shopper.customerId === null) return refuse({ code: 'signed-out' }, shopper);
  return Response.json(await postsOf(shopper.shop, shopper.customerId), { headers: NO_STORE });
}

export async function answerPost(shopper: Shopper, request: Request): Promise<Response> {
  const { shop, customerId } = shopper;
  if (customerId === null) return refuse({ code: 'signed-out' }, shopper);
  const body = await readBody(request, bodySchema);
  if (!body.ok) return refuse(body.rejection, shopper);
  const handed = await handIn(shop, customerId, body.value);
  if (!handed.ok) return refuse(handed.rejection, shopper);
  return Response.json(await postsOf(shop, customerId), { headers: NO_STORE });
}

/** Rejections: `program-paused`; `post-invalid`; `post-known`; `posts-full`. */
async function handIn(
  shop: string,
  customerId: string,
  { address, words }: z.infer<typeof bodySchema>,
): Promise<Result<null>> {
  const at = now();
  if ((await pointsFor(shop, customerId, at)) === null) return rejected('program-paused');
  const url = postAddress(address);
  if (url === undefined) return rejected('post-invalid');
  return transaction(async (tx) => {
    const memberId = (await findMemberIds(tx, shop, [customerId])).get(customerId);
    if (memberId === undefined || (await isBlockedCustomer(tx, shop, customerId)))
      return rejected('program-paused');
    await openBooks(tx, shop, [memberId], at);
    if ((await countWaiting(tx, shop, memberId)) >= POSTS_WAITING_MAX)
      return rejected('posts-full', { max: POSTS_WAITING_MAX });
    const id = randomBytes(12).toString('base64url');
    const stored = await storePost(tx, shop, { id, memberId, url, words: words ? words : null }, at);
    return stored ? ok(null) : rejected('post-known');
  });
}

async function postsOf(shop: string, customerId: string): Promise<PostsReply> {
  const [memberId, points] = await Promise.all([
    findMemberId(shop, customerId),
    pointsFor(shop, customerId, now()),
  ]);
  const posts = memberId === undefined ? [] : await listPostsOf(shop, memberId, POSTS_SHOWN);
  return {
    points,
    open: points !== null && posts.filter(({ state }) => state === 'waiting').length < POSTS_WAITING_MAX,
    posts: posts.map((post) => ({
      id: post.id,
      address: post.url,
      place: placeOf(post.url),
      state: post.state,
      reason: post.reason,
      points: post.points,
      at: post.submittedAt.toISOString(),
    })),
  };
}

/** What an approved post gives a member like her by the program; null where it gives nothing. */
async function pointsFor(shop: string, customerId: string, at: Date): Promise<number | null> {
  const [row, versions, standing] = await Promise.all([
    findShop(shop),
    listVersions(shop),
    loadStanding(shop, customerId),
  ]);
  const program = versionAt(versions, at.getTime())?.config;
  if (!row || !program?.active || program.stage === 'phaseOut' || standing.blocked) return null;
  if (standing.membership !== 'member') return null;
  const moment = {
    at: at.getTime(),
    zone: row.timezone,
    channel: null,
    tierId: standing.tier?.id ?? null,
    segments: [],
    tags: [],
    joined: true,
    customerId,
  };
  const points = sum(rulesAbout({ kind: 'share', name: null }, program, moment), (rule) => rule.points);
  return points > 0 ? points : null;
}
