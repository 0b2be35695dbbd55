/**
 * A shop's own tokens as the background work needs them: read, and replaced only if nobody else has meanwhile. They lie in the
 * library's sessions table under the shop's offline id, sealed.
 */
import { pool } from '#app/db/pool.ts';
import { seal, unseal } from '#app/db/token-cipher.ts';

export type ShopTokens = {
  /** Empty when there is none, or none that a key at hand opens. */
  accessToken: string;
  refreshToken: string | null;
  /** Null for tokens that do not end. */
  expiresAt: Date | null;
  /** What stands in the row: it is replaced only as long as it still stands there. */
  stored: string;
};

export type NewTokens = {
  accessToken: string;
  refreshToken: string | null;
  expiresAt: Date | null;
  refreshExpiresAt: Date | null;
  scope: string;
};

type TokenColumn = 'accessToken' | 'refreshToken';

/** Where a token lies: what its sealing is bound to. */
export function placeOf(shop: string, sessionId: string, column: TokenColumn): string {
  return [shop, sessionId, column].join('\n');
}

export function offlineId(shop: string): string {
  return `offline_${shop}`;
}

/** @returns undefined when the shop has no session. */
export async function findTokens(shop: string): Promise<ShopTokens | undefined> {
  const { rows } = await pool().query<{ access: string; refresh: string | null; expires: Date | null }>(
    `SELECT "accessToken" AS access, "refreshToken" AS refresh, expires AT TIME ZONE 'UTC' AS expires
      FROM sessions WHERE shop = $1 AND id = $2`,
    [shop, offlineId(shop)],
  );
  const [row] = rows;
  if (!row) return undefined;
  const open = (text: string | null, column: TokenColumn) =>
    text ? unseal(text, placeOf(shop, offlineId(shop), column)) : undefined;
  return {
    accessToken: open(row.access, 'accessToken') ?? '',
    refreshToken: open(row.refresh, 'refreshToken') ?? null,
    expiresAt: row.expires,
    stored: row.access,
  };
}

/** @returns false when others have replaced or deleted the tokens since they were read: then theirs stand. */
export async function replaceTokens(shop: string, seen: ShopTokens, tokens: NewTokens): Promise<boolean> {
  const id = offlineId(shop);
  const { accessToken, refreshToken } = tokens;
  const { rowCount } = await pool().query(
    `UPDATE sessions SET "accessToken" = $4, "refreshToken" = $5, expires = $6::timestamptz AT TIME ZONE 'UTC',
        "refreshTokenExpires" = $7::timestamptz AT TIME ZONE 'UTC', scope = $8
      WHERE shop = $1 AND id = $2 AND "accessToken" = $3`,
    [
      shop,
      id,
      seen.stored,
      seal(accessToken, placeOf(shop, id, 'accessToken')),
      refreshToken === null ? null : seal(refreshToken, placeOf(shop, id, 'refreshToken')),
      tokens.expiresAt,
      tokens.refreshExpiresAt,
      tokens.scope,
    ],
  );
  return rowCount === 1;
}

/** The access token is no good: whoever opens the app next is given a new one. The rest of the session stays. */
export async function dropAccessToken(shop: string, seen: ShopTokens): Promise<void> {
  await pool().query(
    `UPDATE sessions SET "accessToken" = '' WHERE shop = $1 AND id = $2 AND "accessToken" = $3`,
    [shop, offlineId(shop), seen.stored],
  );
}
