/**
 * A voucher for the first order of whoever has confirmed the newsletter: one per address, however often it is entered, and none for
 * an address that has ordered before. Its code follows from the address, so that a repeat finds the same one at Shopify.
 */
import { createHash } from 'node:crypto';
import { now } from '#app/clock.ts';
import { DAY_MS } from '#app/core/time.ts';
import {
  findVoucher,
  hasOrdered,
  saveVoucher,
  type Signup,
  type SignupVoucher,
} from '#app/db/mail-signups.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { log } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { lettersOf } from '#app/services/letters-of.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';
import { createCode } from '#app/shopify/discount-codes.ts';

const MARGIN_MS = 3_600_000;

/**
 * @param make false only looks: whoever opens a page makes nothing.
 * @returns null when there is none for her; without `discountId` Shopify was silent, and asking again makes it.
 */
export async function welcomeVoucher(
  shop: string,
  signup: Signup,
  make: boolean,
): Promise<SignupVoucher | null> {
  if (signup.confirmedAt === null) return null;
  const known = await findVoucher(shop, signup.contactHash);
  if (known && Date.parse(known.endsAt) <= now().getTime()) return null;
  if (known?.discountId) return known;
  const voucher = known ?? (await newVoucher(shop, signup));
  if (!voucher || !make) return voucher;
  const discountId = await createAt(shop, voucher, signup.confirmedAt);
  if (discountId === 'refused') return null;
  const made = { ...voucher, discountId };
  await saveVoucher(shop, signup.id, made);
  return made;
}

async function newVoucher(shop: string, signup: Signup): Promise<SignupVoucher | null> {
  const { welcome } = (await findSettings(shop)).settings.mail;
  if (!welcome || signup.confirmedAt === null || (await hasOrdered(shop, signup.contactHash))) return null;
  const digest = createHash('sha256').update(`${shop}/welcome/${signup.contactHash}`).digest();
  const endsAt = new Date(signup.confirmedAt.getTime() + welcome.days * DAY_MS).toISOString();
  return { code: `HELLO-${lettersOf(digest, 10)}`, percent: welcome.percent, endsAt, discountId: null };
}

/** @returns null when Shopify is silent. */
async function createAt(
  shop: string,
  { code, percent, endsAt }: SignupVoucher,
  confirmedAt: Date,
): Promise<string | 'refused' | null> {
  try {
    const outcome = await withAccess(shop, (access) =>
      createCode(access, {
        code,
        title: `${percent} % · ${code}`,
        customerId: null,
        startsAt: new Date(confirmedAt.getTime() - MARGIN_MS).toISOString(),
        endsAt,
        minimumSubtotal: null,
        combinesWith: { order: false, product: true, shipping: true },
        collections: null,
        effect: { kind: 'percentOff', percent },
      }),
    );
    if (outcome.created) return outcome.discountId;
    log.warn({ shop, problem: outcome.message }, 'a voucher of the newsletter was refused');
    return 'refused';
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
    log.warn({ shop, problem: error.message }, 'a voucher of the newsletter is late');
    return null;
  }
}
