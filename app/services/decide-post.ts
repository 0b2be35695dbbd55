/** Staff look at a post that a member handed in: approved it gives what the program says, and a decision can be taken back. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { POST_REASONS } from '#app/core/contracts/posts.ts';
import { openBooks } from '#app/db/books.ts';
import { decide, findPost, type PostRow } from '#app/db/posts.ts';
import { findShop } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';
import { recordFacts } from '#app/services/record-facts.ts';

const bodySchema = z.discriminatedUnion('do', [
  z.strictObject({ id: z.string().min(1).max(40), do: z.literal('approve') }),
  z.strictObject({ id: z.string().min(1).max(40), do: z.literal('refuse'), reason: z.enum(POST_REASONS) }),
  z.strictObject({ id: z.string().min(1).max(40), do: z.literal('undo') }),
]);
const STATES = { approve: 'approved', refuse: 'refused', undo: 'waiting' } as const;
const DEEDS = { approve: 'post-approved', refuse: 'post-refused', undo: 'post-undone' } as const;

/** Rejections: `request-invalid`; `post-unknown`; `post-decided`; `post-known`. */
export async function decidePost(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<null>> {
  const parsed = bodySchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const body = parsed.data;
  const { actor } = command;
  const at = now();
  return transaction(async (tx) => {
    const shop = await findShop(command.shop, tx);
    if (!shop) return rejected('shop-unknown');
    const found = await findPost(tx, shop.shop, body.id);
    if (!found) return rejected('post-unknown');
    await openBooks(tx, shop.shop, [found.memberId], at);
    const post = await findPost(tx, shop.shop, body.id);
    // Merged or erased while this waited for her lock.
    if (post?.memberId !== found.memberId) return rejected('post-unknown');
    if ((body.do === 'undo') === (post.state === 'waiting')) return rejected('post-decided');
    const deedId = body.do === 'approve' ? `post:${post.id}:${at.getTime()}` : null;
    const reason = body.do === 'refuse' ? body.reason : null;
    const decision = { id: post.id, state: STATES[body.do], reason, decidedBy: actor, deedId };
    if (!(await decide(tx, shop.shop, decision, at))) return rejected('post-known');
    const facts = [
      ...(post.deedId === null ? [] : [{ ...factOf(post, post.deedId, at), withdrawnAt: at }]),
      ...(deedId === null ? [] : [factOf(post, deedId, at)]),
    ];
    if (facts.length > 0) await recordFacts(tx, shop, facts, at);
    await noteDeed(
      tx,
      { shop: shop.shop, actor, deed: DEEDS[body.do], subject: `member:${post.memberId}` },
      at,
    );
    return ok(null);
  });
}

/** It counts when it is approved: rules and tiers of that day apply, whatever they were when she handed it in. */
function factOf(post: PostRow, id: string, at: Date) {
  return {
    type: 'deed' as const,
    id,
    memberId: post.memberId,
    kind: 'share' as const,
    name: null,
    occurredAt: id === post.deedId && post.decidedAt ? post.decidedAt : at,
    withdrawnAt: null,
  };
}
