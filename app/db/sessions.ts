/** Shopify sessions in the database, keyed by shop like everything else. Tokens lie there sealed. */
import { Session } from '@shopify/shopify-api';
import type { SessionStorage } from '@shopify/shopify-app-session-storage';
import { placeOf } from '#app/db/access-tokens.ts';
import { prisma } from '#app/db/prisma.ts';
import { seal, unseal } from '#app/db/token-cipher.ts';

export const sessionStorage: SessionStorage = {
  async storeSession(session) {
    const row = toRow(session);
    await prisma.session.upsert({ where: { shop_id: keyOf(session.id) }, create: row, update: row });
    return true;
  },
  async loadSession(id) {
    const row = await prisma.session.findUnique({ where: { shop_id: keyOf(id) } });
    return row ? toSession(row) : undefined;
  },
  async deleteSession(id) {
    await prisma.session.deleteMany({ where: keyOf(id) });
    return true;
  },
  async deleteSessions(ids) {
    await prisma.session.deleteMany({ where: { OR: ids.map(keyOf) } });
    return true;
  },
  async findSessionsByShop(shop) {
    const rows = await prisma.session.findMany({ where: { shop }, orderBy: { expires: 'desc' }, take: 25 });
    return rows.map(toSession);
  },
};

/** Ids are `offline_<shop>` or `<shop>_<user>`; a shop's domain holds no underscore. */
function keyOf(id: string): { shop: string; id: string } {
  const shop = id.startsWith('offline_') ? id.slice('offline_'.length) : (id.split('_')[0] ?? '');
  return { shop, id };
}

type Row = NonNullable<Awaited<ReturnType<typeof prisma.session.findUnique>>>;

function toRow(session: Session): Row {
  const user = session.onlineAccessInfo?.associated_user;
  return {
    shop: session.shop,
    id: session.id,
    state: session.state,
    isOnline: session.isOnline,
    scope: session.scope ?? null,
    expires: session.expires ?? null,
    accessToken: sealToken(session, 'accessToken') ?? '',
    userId: user ? BigInt(user.id) : null,
    firstName: user?.first_name ?? null,
    lastName: user?.last_name ?? null,
    email: user?.email ?? null,
    accountOwner: user?.account_owner ?? null,
    locale: user?.locale ?? null,
    collaborator: user?.collaborator ?? null,
    emailVerified: user?.email_verified ?? null,
    refreshToken: sealToken(session, 'refreshToken'),
    refreshTokenExpires: session.refreshTokenExpires ?? null,
  };
}

function toSession(row: Row): Session {
  const fields: [string, string | number | boolean][] = [];
  const add = (name: string, value: string | number | boolean | null) => {
    if (value !== null) fields.push([name, value]);
  };
  add('id', row.id);
  add('shop', row.shop);
  add('state', row.state);
  add('isOnline', row.isOnline);
  add('scope', row.scope);
  add('expires', row.expires?.getTime() ?? null);
  // A token that no key opens is as good as none: the library exchanges a new one when staff open the app.
  add('accessToken', openToken(row, 'accessToken'));
  add('userId', row.userId === null ? null : String(row.userId));
  add('firstName', row.firstName);
  add('lastName', row.lastName);
  add('email', row.email);
  add('locale', row.locale);
  add('accountOwner', row.accountOwner);
  add('collaborator', row.collaborator);
  add('emailVerified', row.emailVerified);
  add('refreshToken', openToken(row, 'refreshToken'));
  add('refreshTokenExpires', row.refreshTokenExpires?.getTime() ?? null);
  return Session.fromPropertyArray(fields, true);
}

type TokenColumn = 'accessToken' | 'refreshToken';

function sealToken(session: Session, column: TokenColumn): string | null {
  const token = session[column];
  return token ? seal(token, placeOf(session.shop, session.id, column)) : null;
}

function openToken(row: Row, column: TokenColumn): string | null {
  const stored = row[column];
  return stored ? (unseal(stored, placeOf(row.shop, row.id, column)) ?? null) : null;
}
