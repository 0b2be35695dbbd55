/** The merchant's staff, what each may do, the budget for goodwill, and the log of what they did. */
import { dayOf } from '#app/core/calendar.ts';
import { monthOf } from '#app/core/finance/periods.ts';
import type { Settings } from '#app/core/settings.ts';
import { type Role, roleOf } from '#app/core/team/roles.ts';
import { goodwillGiven } from '#app/db/goodwill.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop } from '#app/db/shops.ts';
import { listStaff } from '#app/db/staff.ts';
import { type DeedData, listDeeds } from '#app/db/staff-deeds.ts';

const DEEDS_PER_PAGE = 50;

export type TeamView = {
  people: PersonView[];
  settings: Settings;
  revision: number;
  /** Points of goodwill given this month by those with a budget. */
  goodwillGiven: number;
};

export type PersonView = {
  userId: string;
  name: string | null;
  email: string | null;
  isOwner: boolean;
  /** As set; null for the standard. */
  role: Role | null;
  /** What holds. */
  mayDo: Role;
  lastSeen: string;
};

export async function presentTeam(shop: string, at: Date): Promise<TeamView> {
  const [people, stored, row] = await Promise.all([listStaff(shop), findSettings(shop), findShop(shop)]);
  const month = monthOf(dayOf(at.getTime(), row?.timezone ?? 'UTC'));
  return {
    ...stored,
    people: people.map(({ userId, name, email, isOwner, role, lastSeen }) => ({
      userId,
      name,
      email,
      isOwner,
      role,
      mayDo: roleOf({ isOwner, role }, stored.settings.team.standardRole),
      lastSeen: lastSeen.toISOString(),
    })),
    goodwillGiven: await goodwillGiven(shop, month),
  };
}

export type DeedView = {
  id: string;
  at: string;
  actor: string;
  deed: string;
  subject: string | null;
  data: DeedData;
};

export type DeedsView = {
  deeds: DeedView[];
  /** Where the older page begins; null on the last one. */
  older: string | null;
};

export async function presentDeeds(
  shop: string,
  query: { before: string | null; actor: string | null },
): Promise<DeedsView> {
  const found = await listDeeds(shop, { ...query, limit: DEEDS_PER_PAGE + 1 });
  const deeds = found.slice(0, DEEDS_PER_PAGE).map((one) => ({ ...one, at: one.at.toISOString() }));
  return { deeds, older: found.length > DEEDS_PER_PAGE ? (deeds.at(-1)?.id ?? null) : null };
}
