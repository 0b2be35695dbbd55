/**
 * `POST /admin/oauth/access_token`: token exchange of managed installation, and refresh with rotation. Access
 * tokens live an hour, refresh tokens ninety days; a used refresh token works until its successor is first used.
 */
import { randomBytes } from 'node:crypto';
import type { SandboxContext } from '../store/context.ts';
import type { AccessToken } from '../store/model.ts';
import { readToken } from '../store/signatures.ts';
import { personOf } from '../store/staff.ts';

const HOUR_SECONDS = 3_600;
const REFRESH_SECONDS = 90 * 24 * HOUR_SECONDS;

export type OAuthReply = { status: 200 | 400 | 401; body: Record<string, unknown> };

export function grantToken(
  context: SandboxContext,
  request: Record<string, unknown>,
  scopes: string[],
): OAuthReply {
  const { config } = context;
  if (request['client_id'] !== config.apiKey || request['client_secret'] !== config.apiSecret) {
    return { status: 401, body: { error: 'invalid_client' } };
  }
  const grant = request['grant_type'];
  if (grant === 'refresh_token') return refresh(context, String(request['refresh_token']), scopes);
  if (grant !== 'urn:ietf:params:oauth:grant-type:token-exchange') {
    return { status: 400, body: { error: 'unsupported_grant_type' } };
  }
  const read = readToken(config, String(request['subject_token']));
  if ('error' in read || read.claims['dest'] !== `https://${config.shop}`) {
    return { status: 400, body: { error: 'invalid_subject_token' } };
  }
  const online = String(request['requested_token_type']).endsWith(':online-access-token');
  const token = issue(context, null, request['expiring'] === '1' || request['expiring'] === 1 || online);
  install(context);
  if (!online) return { status: 200, body: replyOf(token, scopes) };
  return {
    status: 200,
    body: { ...replyOf(token, scopes), ...onlineUser(String(read.claims['sub']), scopes) },
  };
}

/** True while the token may be used; a first use ends the refresh token that it replaced. */
export function acceptToken(context: SandboxContext, accessToken: string | undefined): boolean {
  const token = accessToken === undefined ? undefined : context.state.tokens.get(accessToken);
  if (!token || token.revoked || (token.expiresAt !== null && token.expiresAt < Date.now())) return false;
  const parent = token.parent === null ? undefined : context.state.tokens.get(token.parent);
  if (parent?.refreshToken) parent.refreshToken = null;
  return true;
}

/** The app is gone: its tokens end at once. */
export function revokeTokens(context: SandboxContext): void {
  for (const token of context.state.tokens.values()) token.revoked = true;
  context.changed();
}

/** Ends the access tokens as time would, so that the app must refresh. */
export function expireTokens(context: SandboxContext): void {
  for (const token of context.state.tokens.values()) token.expiresAt = Date.now() - 1;
  context.changed();
}

function install(context: SandboxContext): void {
  if (!context.state.installed) context.log(`the app is installed in ${context.config.shop}`);
  context.state.installed = true;
  context.changed();
}

function refresh(context: SandboxContext, refreshToken: string, scopes: string[]): OAuthReply {
  const known = [...context.state.tokens.values()].find(
    (token) => token.refreshToken === refreshToken && !token.revoked,
  );
  if (!known || (known.refreshExpiresAt ?? 0) < Date.now())
    return { status: 400, body: { error: 'invalid_grant' } };
  return { status: 200, body: replyOf(issue(context, known.accessToken, true), scopes) };
}

function issue(context: SandboxContext, parent: string | null, expiring: boolean): AccessToken {
  const now = Date.now();
  const token: AccessToken = {
    accessToken: `shpat_${randomBytes(16).toString('hex')}`,
    expiresAt: expiring ? now + HOUR_SECONDS * 1_000 : null,
    refreshToken: expiring ? `shprt_${randomBytes(16).toString('hex')}` : null,
    refreshExpiresAt: expiring ? now + REFRESH_SECONDS * 1_000 : null,
    parent,
    revoked: false,
  };
  context.state.tokens.set(token.accessToken, token);
  context.changed();
  return token;
}

function replyOf(token: AccessToken, scopes: string[]): Record<string, unknown> {
  const reply = { access_token: token.accessToken, scope: scopes.join(',') };
  if (token.expiresAt === null) return reply;
  const refreshPart = { refresh_token: token.refreshToken, refresh_token_expires_in: REFRESH_SECONDS };
  return { ...reply, expires_in: HOUR_SECONDS, ...refreshPart };
}

function onlineUser(sub: string, scopes: string[]): Record<string, unknown> {
  const { firstName, lastName, email, owner, locale } = personOf(sub);
  const associated = {
    id: Number(sub),
    first_name: firstName,
    last_name: lastName,
    email,
    email_verified: true,
    account_owner: owner,
    locale,
    collaborator: false,
  };
  return { associated_user_scope: scopes.join(','), associated_user: associated };
}
