/** Where review apps send their news: staff make a new address, which ends the old one, or keep what an app signs with. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { REVIEW_APPS } from '#app/core/reviews/review.ts';
import { renewReviewSource, setReviewSecret } from '#app/db/reviews.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { seal } from '#app/db/token-cipher.ts';
import { transaction } from '#app/db/transaction.ts';
import { reviewSecretPlace, signs } from '#app/services/review-address.ts';

const app = z.enum(REVIEW_APPS);
const bodySchema = z.union([
  z.strictObject({ app, renew: z.literal(true) }),
  /** Null takes it away: its news come in unsigned again. */
  z.strictObject({ app, secret: z.string().trim().min(8).max(300).nullable() }),
]);

export async function setReviewSource(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<null>> {
  const parsed = bodySchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const body = parsed.data;
  const { shop, actor } = command;
  if ('secret' in body && !signs(body.app)) return rejected('request-invalid');
  await transaction(async (tx) => {
    if ('renew' in body) await renewReviewSource(tx, shop, body.app);
    else {
      const sealed = body.secret === null ? null : seal(body.secret, reviewSecretPlace(shop, body.app));
      await setReviewSecret(tx, shop, body.app, sealed);
    }
    await noteDeed(tx, { shop, actor, deed: 'review-source-changed', data: { app: body.app } }, now());
  });
  return ok(null);
}
