/**
 * Plans mails: in the transaction of what they are about, once per id. Whether one goes out is decided when its time has come
 * (core/mail); a shop that sends no mail has none planned.
 */
import type { MailClass } from '#app/core/mail/decide.ts';
import { DAY_MS } from '#app/core/time.ts';
import { insertMails } from '#app/db/mail.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type MailPlan = {
  /** The same is never sent twice: what it is about, for whom, which step. At most 200 letters. */
  id: string;
  to: { memberId: number } | { address: string; contactHash: string | null };
  class: MailClass;
  /** `source` or `source/rest`: who knows what it says (services/mail-sources.ts). */
  template: string;
  /** Small: what the source needs beside what is known of the member. */
  data: Record<string, unknown>;
  notBefore: Date;
  /** When it loses its meaning; two weeks after its time when nothing is said. */
  uselessAfter?: Date;
  interest?: string;
};

const MEANING_DAYS = 14;
const AT_ONCE = 2_000;

/** @returns how many are new; 0 where the shop sends no mail. */
export async function planMails(
  tx: Transaction,
  shop: string,
  plans: readonly MailPlan[],
  at: Date,
): Promise<number> {
  if (plans.length === 0 || (await findSettings(shop, tx)).settings.mail.mode === 'off') return 0;
  let count = 0;
  for (let start = 0; start < plans.length; start += AT_ONCE) {
    const mails = plans.slice(start, start + AT_ONCE).map(({ uselessAfter, interest, ...plan }) => ({
      ...plan,
      uselessAfter: uselessAfter ?? new Date(plan.notBefore.getTime() + MEANING_DAYS * DAY_MS),
      interest: interest ?? null,
    }));
    count += await insertMails(tx, shop, mails, at);
  }
  return count;
}
