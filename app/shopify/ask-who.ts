/**
 * Who a member of staff is: Shopify tells it with an online token, for which a session token is exchanged. The token itself is
 * not kept: the app works with the shop's.
 * Source: Shopify's documentation of token exchange (`associated_user`).
 */
import { z } from 'zod';
import { env } from '#app/env.server.ts';

const TIMEOUT_MS = 3_000;

const answerSchema = z.object({
  associated_user: z.object({
    id: z.union([z.number(), z.string()]).transform(String),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    email: z.string().nullish(),
    account_owner: z.boolean().default(false),
  }),
});

export type Colleague = { userId: string; name: string | null; email: string | null; isOwner: boolean };

/** @returns undefined when Shopify does not tell; nothing is known then, ask again later. */
export async function askWho(shop: string, sessionToken: string): Promise<Colleague | undefined> {
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET } = env();
  try {
    const response = await fetch(`https://${shop}/admin/oauth/access_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        client_id: SHOPIFY_API_KEY,
        client_secret: SHOPIFY_API_SECRET,
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: sessionToken,
        subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
        requested_token_type: 'urn:shopify:params:oauth:token-type:online-access-token',
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = answerSchema.safeParse(await response.json());
    if (!response.ok || !answer.success) return undefined;
    const { id, first_name, last_name, email, account_owner } = answer.data.associated_user;
    const name = [first_name, last_name].filter(Boolean).join(' ').slice(0, 200);
    return { userId: id, name: name || null, email: email?.slice(0, 254) ?? null, isOwner: account_owner };
  } catch {
    return undefined;
  }
}
