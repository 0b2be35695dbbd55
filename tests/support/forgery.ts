/** Forged requests, and the proof that one wrote nothing. */
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { expect } from 'vitest';
import type { TestSandbox } from './sandbox.ts';

const BOOKS = [
  'members',
  'member_balances',
  'ledger_entries',
  'lots',
  'redemptions',
  'orders',
  'program_versions',
] as const;

/** How many rows each table of the books has. */
export async function countRows(
  { db }: Pick<TestSandbox, 'db'>,
  more: readonly string[] = [],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of [...BOOKS, ...more]) {
    const { rows } = await db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    counts[table] = rows[0]?.n ?? 0;
  }
  return counts;
}

/** Runs requests that must be refused. @throws when any row was written. */
export async function expectNothingWritten(
  sandbox: Pick<TestSandbox, 'db'>,
  act: () => Promise<void>,
  more: readonly string[] = [],
): Promise<void> {
  const before = await countRows(sandbox, more);
  await act();
  expect(await countRows(sandbox, more)).toEqual(before);
}

export function hmac(secret: string, body: string | Buffer): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

type Claims = Record<string, unknown>;

/** A session token; `alg` none leaves the signature out. */
export function forgeToken(claims: Claims, secret: string, alg: 'HS256' | 'none' = 'HS256'): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `${unsigned}.${alg === 'none' ? '' : createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

export function extensionClaims(
  sandbox: Pick<TestSandbox, 'shop' | 'apiKey'>,
  customerId: string,
  more: Claims = {},
): Claims {
  const now = Math.floor(Date.now() / 1_000);
  const times = { exp: now + 60, nbf: now - 5, iat: now - 5 };
  return {
    dest: sandbox.shop,
    aud: sandbox.apiKey,
    sub: `gid://shopify/Customer/${customerId}`,
    jti: 'j',
    ...times,
    ...more,
  };
}

export function staffClaims(
  { shop, apiKey }: Pick<TestSandbox, 'shop' | 'apiKey'>,
  more: Claims = {},
): Claims {
  const now = Math.floor(Date.now() / 1_000);
  const times = { exp: now + 60, nbf: now - 5, iat: now - 5 };
  return {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: apiKey,
    sub: '42',
    sid: 's',
    jti: 'j',
    ...times,
    ...more,
  };
}

/** Sends a body in pieces without saying how long it is. @returns the status, or undefined when the line was cut first. */
export function postChunked(
  url: string,
  headers: Record<string, string>,
  piece: Buffer,
  pieces: number,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const sent = request(
      url,
      { method: 'POST', headers: { ...headers, 'transfer-encoding': 'chunked' } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
        sent.destroy();
      },
    );
    sent.on('error', () => resolve(undefined));
    let left = pieces;
    const write = () => {
      while (left > 0 && !sent.destroyed) {
        left -= 1;
        if (!sent.write(piece)) return void sent.once('drain', write);
      }
      sent.end();
    };
    write();
  });
}
