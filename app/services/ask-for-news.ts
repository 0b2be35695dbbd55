/**
 * Double opt-in: somebody enters an address, and whoever reads the mail that goes there confirms it. What she read, when she asked
 * and when she confirmed is kept as the proof; only then Shopify is told that she wants news, and tells us so in turn.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import type { Speech } from '#app/core/shopper/languages.ts';
import { DAY_MS } from '#app/core/time.ts';
import {
  claimSignups,
  confirmSignup,
  countSignups,
  deleteUnconfirmed,
  type DueSignup,
  findSignup,
  insertSignup,
  settleSignup,
} from '#app/db/mail-signups.ts';
import { findShop } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { contactHash } from '#app/services/contact-hash.ts';
import { planMails } from '#app/services/plan-mail.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';
import { subscribeCustomer } from '#app/shopify/email-consent.ts';

const HOUR_MS = 3_600_000;
/** Of one shop within an hour: beyond that it is a machine that enters addresses. */
const PER_HOUR_MAX = 300;
/** Of one address within an hour: it has the mail already. */
const PER_ADDRESS_MAX = 2;
const CONFIRM_DAYS = 14;
const AT_ONCE = 20;
const LEASE_MS = 60_000;

const emailSchema = z.email().max(254);

/** Nothing in the answer says whether the address is known. Rejections: `mail-address-invalid`, `mail-off`, `requests-too-many`. */
export async function askForNews(command: {
  shop: string;
  email: string;
  speech: Speech;
  /** What stood beside the field. */
  text: string;
  source: string;
  /** Made for each form: a repeat is the same request. */
  word: string;
}): Promise<Result<{ asked: true }>> {
  const email = emailSchema.safeParse(command.email.trim());
  const hash = email.success ? contactHash(command.shop, email.data) : null;
  if (!email.success || hash === null) return rejected('mail-address-invalid');
  const { shop, text, source, speech } = command;
  const at = now();
  const id = createHash('sha256').update(`${hash}/${command.word}`).digest('base64url').slice(0, 22);
  return transaction(async (tx) => {
    const counts = await countSignups(tx, shop, hash, new Date(at.getTime() - HOUR_MS));
    if (counts.ofShop >= PER_HOUR_MAX) return rejected('requests-too-many');
    if (counts.ofAddress >= PER_ADDRESS_MAX) return ok({ asked: true });
    const locale = speech.tag;
    await insertSignup(tx, shop, {
      id,
      email: email.data,
      contactHash: hash,
      locale,
      text,
      source,
      askedAt: at,
      confirmedAt: null,
    });
    const planned = await planMails(
      tx,
      shop,
      [
        {
          id: `confirm/${id}`,
          to: { address: email.data, contactHash: hash },
          class: 'transactional',
          template: 'confirm',
          data: { signup: id, locale },
          notBefore: at,
          uselessAfter: new Date(at.getTime() + DAY_MS),
        },
      ],
      at,
    );
    return planned === 0 && counts.ofAddress === 0 ? rejected('mail-off') : ok({ asked: true });
  });
}

export type SignupState = 'open' | 'confirmed' | 'too-late';

export async function stateOfSignup(shop: string, id: string): Promise<SignupState> {
  const signup = await findSignup(shop, id);
  if (signup?.confirmedAt) return 'confirmed';
  return signup && now().getTime() < signup.askedAt.getTime() + CONFIRM_DAYS * DAY_MS ? 'open' : 'too-late';
}

/** Again changes nothing. */
export async function confirmNews(shop: string, id: string): Promise<SignupState> {
  const state = await stateOfSignup(shop, id);
  if (state !== 'open') return state;
  await transaction((tx) => confirmSignup(tx, shop, id, now()));
  return 'confirmed';
}

/** @returns how many confirmed ones Shopify was told of, or tried to be. */
export async function tellSignups(): Promise<number> {
  const due = await claimSignups(now(), AT_ONCE, LEASE_MS);
  for (const signup of due) await tell(signup);
  return due.length;
}

async function tell(signup: DueSignup): Promise<void> {
  const { shop, id, email, locale, confirmedAt } = signup;
  const row = await findShop(shop);
  if (!row || confirmedAt === null) return;
  try {
    await withAccess(shop, (access) => subscribeCustomer(access, { email, locale, confirmedAt }));
    await settleSignup(shop, id, now(), null);
  } catch (error) {
    const problem = messageOf(error);
    log.warn({ shop, signup: id, problem }, 'Shopify was not told of a confirmed consent');
    if (error instanceof ShopifyError && error.outcome === 'refused')
      await settleSignup(shop, id, now(), problem);
  }
}

/** Addresses that nobody confirmed are not ours to keep. */
export function forgetUnconfirmed(): Promise<number> {
  return deleteUnconfirmed(new Date(now().getTime() - CONFIRM_DAYS * DAY_MS));
}
