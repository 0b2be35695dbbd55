/** The log of mails as staff look at it. */
export const MAIL_FILTERS = ['all', 'waiting', 'sent', 'trouble', 'skipped'] as const;
export type MailFilter = (typeof MAIL_FILTERS)[number];
