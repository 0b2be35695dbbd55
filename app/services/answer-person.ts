/** Collects all that is known of a person who asked, into the file that the merchant sends her. */
import { now } from '#app/clock.ts';
import type { PersonFile } from '#app/core/contracts/person-file.ts';
import { findPerson } from '#app/db/erasure.ts';
import { collectPerson, type PersonTables, ROWS_MAX } from '#app/db/person.ts';
import { lockPrivacyRequest, savePersonFile } from '#app/db/privacy-requests.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { contactHash } from '#app/services/contact-hash.ts';

export async function answerPerson(shop: string, id: string): Promise<void> {
  await transaction(async (tx) => {
    const request = await lockPrivacyRequest(tx, shop, id);
    const row = await findShop(shop, tx);
    if (!request || !row || request.state !== 'waiting' || request.customerId === null) return;
    const { customerId, email, orderIds } = request;
    const hash = contactHash(shop, email);
    const memberIds = await findPerson(tx, shop, { customerId, contactHash: hash, orderIds });
    const tables = await collectPerson(tx, shop, { customerId, orderIds, memberIds });
    const at = now();
    const file: PersonFile = {
      version: 1,
      createdAt: at.toISOString(),
      shop,
      shopName: row.name,
      currency: row.currency,
      timezone: row.timezone,
      customerId,
      shortened: Object.values(tables).some((rows) => rows.length >= ROWS_MAX),
      tables,
    };
    const language = languageOf(tables, row.locale);
    await savePersonFile(tx, shop, id, { text: JSON.stringify(file), language }, at);
  });
}

/** Hers, as her account or her orders have it, or the shop's while neither is known. */
function languageOf(tables: PersonTables, fallback: string): 'de' | 'en' {
  const ofOrders = (tables.inbox_events ?? []).map(({ body }) =>
    typeof body === 'object' && body !== null && 'customer_locale' in body ? body.customer_locale : null,
  );
  const known = [...(tables.members ?? []).map((row) => row.locale), ...ofOrders];
  const locale = known.find((one) => typeof one === 'string') ?? fallback;
  return locale.toLowerCase().startsWith('de') ? 'de' : 'en';
}
