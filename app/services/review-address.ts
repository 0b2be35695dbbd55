/** Where a review app sends its news: an address that nobody guesses, one per shop and app, until staff make a new one. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { REVIEW_APPS, type ReviewApp, type ReviewSourceView } from '#app/core/reviews/review.ts';
import { listReviewSources } from '#app/db/reviews.ts';
import { env } from '#app/env.server.ts';
import { openLink, signLink } from '#app/services/signed-link.ts';

export function reviewAddress(shop: string, app: ReviewApp, generation: number): string {
  return `${env().SHOPIFY_APP_URL}/hooks/reviews/${signLink(shop, 'reviews', { a: app, g: generation })}`;
}

/** @returns undefined for whatever was not made here. Whether it is still good, its generation says. */
export function readReviewAddress(
  token: string,
): { shop: string; app: ReviewApp; generation: number } | undefined {
  const opened = openLink(token, 'reviews');
  const app = REVIEW_APPS.find((one) => one === opened?.payload.a);
  const generation = opened?.payload.g;
  if (!opened || !app || typeof generation !== 'number') return undefined;
  return { shop: opened.shop, app, generation };
}

/** To what a sealed secret is bound. */
export const reviewSecretPlace = (shop: string, app: ReviewApp) => `review_sources ${shop} ${app}`;

/** How old a signed delivery may be: further back it may be somebody's copy. */
const AGE_MAX_MS = 5 * 60_000;

/** Apps that sign what they send; the others know the address alone. */
const CHECKS: Partial<
  Record<ReviewApp, (secret: string, headers: Headers, body: string, at: Date) => boolean>
> = {
  /** HMAC-SHA256 of the body with the private API token, hexadecimal (Judge.me, "Verifying webhooks"). */
  judgeme: (secret, headers, body) =>
    isSame(
      headers.get('judgeme-hmac-sha256') ?? headers.get('x-judgeme-hmac-sha256') ?? '',
      createHmac('sha256', secret).update(body).digest('hex'),
    ),
  /** Standard Webhooks: `id.timestamp.body` under the secret behind `whsec_`, several signatures beside each other. */
  okendo: (secret, headers, body, at) => {
    const id = headers.get('webhook-id') ?? '';
    const sent = headers.get('webhook-timestamp') ?? '';
    if (!/^\d{1,12}$/.test(sent) || Math.abs(at.getTime() - Number(sent) * 1000) > AGE_MAX_MS) return false;
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const right = createHmac('sha256', key).update(`${id}.${sent}.${body}`).digest('base64');
    const given = (headers.get('webhook-signature') ?? '').split(' ');
    return given.some((one) => isSame(one, `v1,${right}`));
  },
};

export const signs = (app: ReviewApp): boolean => CHECKS[app] !== undefined;

/** True where the app signs nothing. */
export function isSigned(app: ReviewApp, secret: string, headers: Headers, body: string, at: Date): boolean {
  return CHECKS[app]?.(secret, headers, body, at) ?? true;
}

function isSame(given: string, right: string): boolean {
  const one = Buffer.from(given);
  const two = Buffer.from(right);
  return one.length === two.length && timingSafeEqual(one, two);
}

/** For staff who may change them: whoever knows an address can tell of reviews. */
export async function listReviewAddresses(shop: string): Promise<ReviewSourceView[]> {
  const known = new Map((await listReviewSources(shop)).map((one) => [one.app, one]));
  return REVIEW_APPS.map((app) => {
    const source = known.get(app);
    return {
      app,
      address: reviewAddress(shop, app, source?.generation ?? 1),
      signs: signs(app),
      hasSecret: typeof source?.secret === 'string',
      heardAt: source?.heardAt?.toISOString() ?? null,
      trouble: source?.trouble ?? null,
      troubleAt: source?.troubleAt?.toISOString() ?? null,
    };
  });
}
