/** What one of the staff may give, and what is left of the month's budget. */
import { dayOf } from '#app/core/calendar.ts';
import type { AdminRights } from '#app/core/contracts/admin.ts';
import { monthOf } from '#app/core/finance/periods.ts';
import { allows, type Role } from '#app/core/team/roles.ts';
import { goodwillGiven } from '#app/db/goodwill.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop } from '#app/db/shops.ts';

export async function presentRights(shop: string, role: Role, at: Date): Promise<AdminRights> {
  const [{ settings }, row] = await Promise.all([findSettings(shop), findShop(shop)]);
  const { goodwillPerMonth, goodwillAtOnce } = settings.team;
  const configure = allows(role, 'configure');
  const limited = !configure && goodwillPerMonth !== null;
  const given = limited ? await goodwillGiven(shop, monthOf(dayOf(at.getTime(), row?.timezone ?? 'UTC'))) : 0;
  return {
    serve: allows(role, 'serve'),
    configure,
    goodwillLeft: limited ? Math.max(0, goodwillPerMonth - given) : null,
    goodwillAtOnce: configure ? null : goodwillAtOnce,
  };
}
