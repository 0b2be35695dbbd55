/**
 * A friend takes the voucher on an advocate's word. Nothing is asked of her and nothing is stored of her, no cookie either: the
 * voucher alone connects the two. The page that asks carries a word of its own, so that a repeat is the same voucher.
 */
import { createHash } from 'node:crypto';
import { now } from '#app/clock.ts';
import { minorOf } from '#app/core/earning/award.ts';
import { currencyExponent, formatMinor } from '#app/core/money.ts';
import type { Program } from '#app/core/program/program.ts';
import type { FriendOffer } from '#app/core/program/referrals.ts';
import { languageOf } from '#app/core/rejection.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { titleOf } from '#app/core/shopper/reward-titles.ts';
import { DAY_MS } from '#app/core/time.ts';
import { type ProgramVersion, listVersions, versionAt } from '#app/db/programs.ts';
import {
  countOpen,
  findAdvocate,
  findReferral,
  insertReferral,
  lockAdvocate,
  type Referral,
  saveVoucher,
} from '#app/db/referrals.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';
import { log } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { lettersOf } from '#app/services/letters-of.ts';
import { ShopifyError } from '#app/shopify/admin-client.ts';
import { type CodeOrder, createCode } from '#app/shopify/discount-codes.ts';

/** An hour's margin keeps a new code from starting in the future of Shopify's clock. */
const MARGIN_MS = 3_600_000;

export type Invitation = {
  shop: ShopRow;
  program: Program;
  version: ProgramVersion;
  advocateId: number;
  /** First name, or null when none may be told. */
  from: string | null;
};

/** Rejections: `shop-unknown`, `program-missing`, `referrals-off`, `referral-unknown`. */
export async function findInvitation(shop: string, code: string): Promise<Result<Invitation>> {
  const row = await findShop(shop);
  if (!row || row.uninstalledAt) return rejected('shop-unknown');
  const version = versionAt(await listVersions(shop), now().getTime());
  if (!version) return rejected('program-missing');
  const program = version.config;
  if (!program.active || program.stage !== 'live' || !program.referrals.active)
    return rejected('referrals-off');
  const advocate = await findAdvocate(shop, code.toUpperCase());
  if (!advocate) return rejected('referral-unknown');
  return ok({ shop: row, program, version, advocateId: advocate.memberId, from: advocate.firstName });
}

export type Voucher = { code: string; endsAt: Date };

/**
 * The same `word` is the same voucher. Rejections: those of `findInvitation`, `vouchers-too-many`, `redemption-delayed` when
 * Shopify is silent (the same word tries again), `redemption-refused`.
 */
export async function claimReferral(command: {
  shop: string;
  code: string;
  word: string;
}): Promise<Result<Voucher>> {
  const invitation = await findInvitation(command.shop, command.code);
  if (!invitation.ok) return invitation;
  const claimed = await claim(command, invitation.value);
  if (!claimed.ok) return claimed;
  const referral = claimed.value;
  const voucher = { code: referral.voucherCode, endsAt: referral.endsAt };
  if (referral.discountId !== null || referral.state !== 'claimed') return ok(voucher);
  try {
    const outcome = await withAccess(command.shop, (access) =>
      createCode(access, codeOrder(referral, invitation.value)),
    );
    if (!outcome.created) {
      log.warn({ shop: command.shop, referral: referral.id, problem: outcome.message }, 'voucher refused');
      return rejected('redemption-refused');
    }
    await saveVoucher(command.shop, referral.id, outcome.discountId);
    return ok(voucher);
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
    log.warn({ shop: command.shop, referral: referral.id, problem: error.message }, 'voucher delayed');
    return rejected('redemption-delayed');
  }
}

async function claim(
  { shop, code, word }: { shop: string; code: string; word: string },
  { program, version, advocateId, shop: row }: Invitation,
): Promise<Result<Referral>> {
  const digest = createHash('sha256').update(`${shop}/referral/${code.toUpperCase()}/${word}`).digest();
  const id = digest.toString('base64url').slice(0, 22);
  const at = now();
  return transaction(async (tx) => {
    await lockAdvocate(tx, shop, advocateId);
    const known = await findReferral(shop, id, tx);
    if (known) return ok(known);
    if ((await countOpen(tx, shop, advocateId, at)) >= program.referrals.openMax)
      return rejected('vouchers-too-many');
    const { friend, friendMinimum, friendDays, orderMinimum } = program.referrals;
    await insertReferral(tx, {
      shop,
      id,
      code: code.toUpperCase(),
      advocateId,
      terms: {
        offer: friend,
        minimum: friendMinimum ?? null,
        minimumMinor: Number(orderMinimum) > 0 ? minorOf(orderMinimum, row.currency) : 0,
      },
      programVersion: version.version,
      voucherCode: `FRIEND-${lettersOf(digest, 10)}`,
      createdAt: at,
      endsAt: new Date(at.getTime() + friendDays * DAY_MS),
    });
    const made = await findReferral(shop, id, tx);
    return made ? ok(made) : rejected('referral-unknown');
  });
}

function codeOrder({ voucherCode, terms, createdAt, endsAt }: Referral, { shop }: Invitation): CodeOrder {
  const title = titleOf(terms.offer, shop.currency)[languageOf(shop.locale)];
  return {
    code: voucherCode,
    title: `${title} · ${voucherCode}`,
    customerId: null,
    startsAt: new Date(createdAt.getTime() - MARGIN_MS).toISOString(),
    endsAt: endsAt.toISOString(),
    minimumSubtotal: terms.minimum === null ? null : decimal(terms.minimum, shop.currency),
    // Points of a friend who has some already do not come on top.
    combinesWith: { order: false, product: true, shipping: true },
    collections: null,
    effect: effectOf(terms.offer, shop.currency),
  };
}

function effectOf(offer: FriendOffer, currency: string): CodeOrder['effect'] {
  switch (offer.kind) {
    case 'amountOff':
      return { kind: 'amountOff', amount: decimal(offer.amount, currency) };
    case 'percentOff':
      return { kind: 'percentOff', percent: offer.percent };
    case 'freeShipping':
      return { kind: 'freeShipping' };
  }
}

function decimal(amount: string, currency: string): string {
  return formatMinor(minorOf(amount, currency), currencyExponent(currency));
}
