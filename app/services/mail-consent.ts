/** What a member says of news by mail on the pages behind a mail's links, and how Shopify hears of it. */
import { now } from '#app/clock.ts';
import { claimUntold, markTold, saveConsents, saveInterests } from '#app/db/mail-consents.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';
import { unsubscribeCustomer } from '#app/shopify/email-consent.ts';

const AT_ONCE = 20;
const LEASE_MS = 60_000;

/** Again changes nothing that matters: she gets no news. */
export async function withdrawConsent(shop: string, memberId: number, source: string): Promise<void> {
  const at = now();
  await transaction((tx) =>
    saveConsents(tx, shop, [{ memberId, state: 'withdrawn', source, at, untoldAt: at }]),
  );
}

/** @param chosen ids of the shop's interests; others are left out. */
export async function chooseInterests(shop: string, memberId: number, chosen: string[]): Promise<void> {
  const { interests } = (await findSettings(shop)).settings.mail;
  const known = interests.map(({ id }) => id).filter((id) => chosen.includes(id));
  const all = known.length === interests.length;
  await transaction((tx) => saveInterests(tx, shop, memberId, all ? null : known));
}

/** @returns how many Shopify was told of, or tried to be. */
export async function tellConsents(): Promise<number> {
  const due = await claimUntold(now(), AT_ONCE, LEASE_MS);
  for (const consent of due) {
    const { shop, customerId, at, state } = consent;
    try {
      if (customerId !== null && state === 'withdrawn')
        await withAccess(shop, (access) => unsubscribeCustomer(access, customerId, at));
      await markTold(consent);
    } catch (error) {
      const problem = messageOf(error);
      log.warn({ shop, problem }, 'Shopify was not told of a withdrawn consent');
      if (error instanceof ShopifyError && error.outcome === 'refused') await markTold(consent);
    }
  }
  return due.length;
}
