/** The conversation with a friend who follows an advocate's link: a page, and a voucher when she wants it. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { now } from '#app/clock.ts';
import type { Program } from '#app/core/program/program.ts';
import type { FriendPage } from '#app/core/referrals/friend-page.ts';
import { type Speech, speechOf } from '#app/core/shopper/languages.ts';
import { moneyText, titleOf } from '#app/core/shopper/reward-titles.ts';
import { findMemberId } from '#app/db/members.ts';
import { claimReferral, findInvitation, type Invitation } from '#app/services/claim-referral.ts';
import { readLimited } from '#app/services/receive-webhook.ts';
import { type ProxyCaller, verifyProxy } from '#app/shopify/verify-proxy.ts';

const FORM_BYTES_MAX = 2_000;
/** Made for each page that is shown; whoever sends another counts as another page. */
const wordSchema = z.string().regex(/^[\w-]{16,64}$/);

/** Undefined when Shopify has not signed the request. */
export function verifyVisitor(request: Request): Promise<ProxyCaller | undefined> {
  return verifyProxy(request);
}

export async function showOffer(caller: ProxyCaller, code: string): Promise<FriendPage> {
  const invitation = await findInvitation(caller.shop, code);
  const speech = speechOf(caller.locale ?? (invitation.ok ? invitation.value.shop.locale : null));
  if (!invitation.ok) return { speech, formal: false, kind: 'off' };
  const { program, shop, from } = invitation.value;
  const manner = { speech, formal: isFormal(program) };
  if (await isHerOwn(caller, invitation.value)) return { ...manner, kind: 'own' };
  const { friendMinimum } = program.referrals;
  const word = randomBytes(18).toString('base64url');
  const minimum = friendMinimum === undefined ? null : moneyText(friendMinimum, shop.currency, speech.tag);
  return { ...manner, kind: 'offer', from, what: whatOf(invitation.value, speech), minimum, word };
}

export async function giveVoucher(caller: ProxyCaller, code: string, request: Request): Promise<FriendPage> {
  const invitation = await findInvitation(caller.shop, code);
  const speech = speechOf(caller.locale ?? (invitation.ok ? invitation.value.shop.locale : null));
  if (!invitation.ok) return { speech, formal: false, kind: 'off' };
  const manner = { speech, formal: isFormal(invitation.value.program) };
  if (await isHerOwn(caller, invitation.value)) return { ...manner, kind: 'own' };
  const body = await readLimited(request, FORM_BYTES_MAX);
  const word = wordSchema.safeParse(new URLSearchParams(body ?? '').get('word'));
  if (!word.success) return showOffer(caller, code);
  const claimed = await claimReferral({ shop: caller.shop, code, word: word.data });
  if (!claimed.ok) {
    const tooMany = claimed.rejection.code === 'vouchers-too-many';
    return {
      ...manner,
      kind: tooMany ? 'tooMany' : claimed.rejection.code === 'redemption-delayed' ? 'delayed' : 'off',
    };
  }
  if (claimed.value.endsAt <= now()) return { ...manner, kind: 'off' };
  const { shop } = invitation.value;
  const day = new Intl.DateTimeFormat(speech.tag, { dateStyle: 'long', timeZone: shop.timezone });
  const until = day.format(claimed.value.endsAt);
  return {
    ...manner,
    kind: 'taken',
    code: claimed.value.code,
    until,
    what: whatOf(invitation.value, speech),
  };
}

/** An advocate who follows her own link is told so, before she tries. */
async function isHerOwn({ shop, customerId }: ProxyCaller, { advocateId }: Invitation): Promise<boolean> {
  return customerId !== null && (await findMemberId(shop, customerId)) === advocateId;
}

function whatOf({ program, shop }: Invitation, { language }: Speech): string {
  return titleOf(program.referrals.friend, shop.currency)[language];
}

function isFormal({ formality }: Program): boolean {
  return formality === 'formal';
}
