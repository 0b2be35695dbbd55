/** The log of mails, newest first. */
import { isMailFilter, type MailFilter, type MailTab } from '#app/core/mail/log.ts';
import type { MailMode } from '#app/core/settings.ts';
import { listMails, MAIL_STATES, type MailRow, type MailState } from '#app/db/mail.ts';
import { findSettings } from '#app/db/shop-settings.ts';

const STATES: Record<MailFilter, readonly MailState[]> = {
  all: MAIL_STATES,
  waiting: ['waiting', 'taken', 'sending'],
  sent: ['sent'],
  trouble: ['refused', 'unknown'],
  skipped: ['skipped'],
};
const PER_PAGE = 25;

export type MailView = Omit<MailRow, 'createdAt' | 'nextAttemptAt' | 'sentAt' | 'againAt'> & {
  createdAt: string;
  nextAttemptAt: string | null;
  sentAt: string | null;
  againAt: string | null;
};

export type MailsView = {
  mode: MailMode;
  list: MailView[];
  /** Where the older page begins; null on the last one. */
  older: string | null;
};

/** @param before as `older` said. */
export async function presentMail(
  shop: string,
  query: { tab: MailTab; before: string | null },
): Promise<MailsView> {
  const { tab } = query;
  const before = readPlace(query.before);
  const [{ settings }, rows] = await Promise.all([
    findSettings(shop),
    isMailFilter(tab) ? listMails(shop, { states: STATES[tab], before, limit: PER_PAGE + 1 }) : [],
  ]);
  const shown = rows.slice(0, PER_PAGE);
  const last = shown.at(-1);
  return {
    mode: settings.mail.mode,
    list: shown.map(({ createdAt, nextAttemptAt, sentAt, againAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
      sentAt: sentAt?.toISOString() ?? null,
      againAt: againAt?.toISOString() ?? null,
    })),
    older: rows.length > PER_PAGE && last ? `${last.createdAt.getTime()}_${last.id}` : null,
  };
}

function readPlace(text: string | null): { at: Date; id: string } | null {
  const [, at, id] = /^(\d{1,15})_(.{1,200})$/.exec(text ?? '') ?? [];
  return at && id ? { at: new Date(Number(at)), id } : null;
}
