/**
 * Exchanges a refresh token for a new pair. Shopify keeps a used refresh token valid until its successor is used (30 days at
 * most), so an exchange whose answer was lost is made again with the same token.
 * Source: Shopify's changelog, "More resilient refreshes for expiring offline access tokens", 28 August 2026.
 */
import { z } from 'zod';
import { env } from '#app/env.server.ts';

const TIMEOUT_MS = 10_000;

const answerSchema = z.object({
  access_token: z.string().min(1),
  scope: z.string().default(''),
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: z.number().positive().optional(),
});

/** `refused`: this refresh token gives nothing any more. `silent`: no usable answer; nothing is known, ask again later. */
export type Renewal =
  | {
      kind: 'granted';
      accessToken: string;
      refreshToken: string | null;
      expiresAt: Date | null;
      refreshExpiresAt: Date | null;
      scope: string;
    }
  | { kind: 'refused'; because: string }
  | { kind: 'silent'; because: string };

export async function renewToken(shop: string, refreshToken: string): Promise<Renewal> {
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET } = env();
  try {
    const response = await fetch(`https://${shop}/admin/oauth/access_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        client_id: SHOPIFY_API_KEY,
        client_secret: SHOPIFY_API_SECRET,
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body: unknown = await response.json().catch(() => undefined);
    const code = errorOf(body);
    // A wrong client secret is ours to mend and says nothing of the shop's token.
    if (response.status === 400 && code === 'invalid_grant') return { kind: 'refused', because: code };
    const answer = answerSchema.safeParse(body);
    if (!response.ok || !answer.success)
      return { kind: 'silent', because: `status ${response.status} ${code}`.trim() };
    return granted(answer.data);
  } catch (error) {
    return { kind: 'silent', because: error instanceof Error ? error.message : 'no answer' };
  }
}

function granted(answer: z.infer<typeof answerSchema>): Renewal {
  return {
    kind: 'granted',
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    expiresAt: after(answer.expires_in),
    refreshExpiresAt: after(answer.refresh_token_expires_in),
    scope: answer.scope,
  };
}

function after(seconds: number | undefined): Date | null {
  return seconds === undefined ? null : new Date(Date.now() + seconds * 1_000);
}

function errorOf(body: unknown): string {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : '';
  return typeof error === 'string' ? error.slice(0, 100) : '';
}
