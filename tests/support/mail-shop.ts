/** A shop that sends mail, with members who read it; services run in the test's own process. */
import type pg from 'pg';
import { contactHash } from '../../app/services/contact-hash.ts';
import { addFreshShop } from './fresh-shop.ts';

export async function addMailShop(
  db: pg.Pool,
  name: string,
  mail: object,
  config: unknown = {},
): Promise<string> {
  const shop = await addFreshShop({ db }, name, 'EUR', config);
  await db.query(`UPDATE shops SET timezone = 'Europe/Berlin' WHERE shop = $1`, [shop]);
  await setMail(db, shop, mail);
  return shop;
}

export async function setMail(db: pg.Pool, shop: string, mail: object): Promise<void> {
  await db.query(
    `INSERT INTO shop_settings (shop, config, updated_at, updated_by) VALUES ($1, $2, now(), 'test')
      ON CONFLICT (shop) DO UPDATE SET config = $2`,
    [shop, JSON.stringify({ mail })],
  );
}

/** SMTP to a test's own mailbox, without caps and quiet hours unless they are asked for. */
export function smtpTo(port: number, change: object = {}): object {
  return {
    mode: 'smtp',
    server: { host: '127.0.0.1', port, security: 'none', from: 'news@shop.example' },
    quietFrom: '00:00',
    quietUntil: '00:00',
    perDay: null,
    perWeek: null,
    ...change,
  };
}

let serial = 0;

export async function addReader(
  db: pg.Pool,
  shop: string,
  change: { name?: string; email?: string | null; locale?: string; consent?: string } = {},
): Promise<number> {
  serial += 1;
  const { name = 'Erika Muster', email = `reader-${serial}@example.test`, locale = 'de', consent } = change;
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO members (shop, customer_id, display_name, email, locale, profile_known, contact_hash, created_at)
      VALUES ($1, $2, $3, $4, $5, true, $6, now()) RETURNING id`,
    [shop, String(7_000_000 + serial), name, email, locale, contactHash(shop, email) ?? `hash-${serial}`],
  );
  const id = Number(rows[0]?.id);
  if (consent !== undefined)
    await db.query(
      `INSERT INTO mail_consents (shop, member_id, state, source, at) VALUES ($1, $2, $3, 'shopify', now())`,
      [shop, id, consent],
    );
  return id;
}
