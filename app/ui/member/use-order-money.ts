/** Money of one order: it keeps the currency of its time, which is not always the shop's of today. */
import type { AwardView } from '#app/presenters/order-view.ts';
import { useAdmin } from '#app/ui/admin/context.tsx';
import { createFormat } from '#app/ui/admin/format.ts';

export function useOrderMoney(award: AwardView | null): (minor: number) => string {
  const { currency, locale, timeZone, format } = useAdmin();
  if (!award || award.currency === currency) return format.money;
  const { currency: other, exponent } = award;
  return createFormat({ locale, timeZone, currency: other, exponent }).money;
}
