/** The end of a program as its customers are told: a day far enough away, and words for them. */

/** German and Austrian courts voided short ends of points: three years from the announcement are the careful choice. */
export const NOTICE_MONTHS = 36;

/** The earliest careful last day, from today's day "2026-03-31". */
export function carefulEnd(today: string): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const first = Date.UTC(year, month - 1 + NOTICE_MONTHS, 1);
  const last = new Date(Date.UTC(year, month + NOTICE_MONTHS, 0)).getUTCDate();
  return new Date(first + (Math.min(day, last) - 1) * 86_400_000).toISOString().slice(0, 10);
}

export type NoticeWarning = 'too-soon' | 'no-day';

export function warningOfEnd(end: string, today: string): NoticeWarning | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(end) || Number.isNaN(Date.parse(end))) return 'no-day';
  return end < carefulEnd(today) ? 'too-soon' : null;
}
