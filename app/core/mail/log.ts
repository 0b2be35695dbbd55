/** The log of mails as staff look at it, and what stands beside it. */
export const MAIL_FILTERS = ['all', 'waiting', 'sent', 'trouble', 'skipped'] as const;
export type MailFilter = (typeof MAIL_FILTERS)[number];

/** `stopped`: addresses that take no mail. `reports`: where the provider tells of bounces. */
export const MAIL_TABS = [...MAIL_FILTERS, 'stopped', 'reports'] as const;
export type MailTab = (typeof MAIL_TABS)[number];

export function isMailFilter(tab: MailTab): tab is MailFilter {
  return MAIL_FILTERS.some((one) => one === tab);
}
