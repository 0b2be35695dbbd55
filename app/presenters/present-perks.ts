/** How Shopify gives the perks of the tiers just now, one line per perk, in the order of the live program's tiers. */
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import { programSchema } from '#app/core/program/program.ts';
import { findPerks, type PerkLine, type PerkWay } from '#app/db/perks.ts';
import { prisma } from '#app/db/prisma.ts';

export type PerksView = {
  way: PerkWay | null;
  /** Shopify's words why it runs no function for the app; null while it does or was not asked. */
  noFunction: string | null;
  /** What went wrong at the last try, while the next one is awaited. */
  problem: string | null;
  lines: PerkLineView[];
};

export type PerkLineView = Omit<PerkLine, 'from'> & {
  /** The tier's name per language; empty when the live program has no such tier any more. */
  names: Record<string, string>;
  /** Minor units of the shop's currency. */
  fromMinor: number | null;
};

/** @returns null for a shop whose program brings none, and brought none. */
export async function presentPerks(shop: string): Promise<PerksView | null> {
  const [row, version, shopRow] = await Promise.all([
    findPerks(shop),
    prisma.programVersion.findFirst({ where: { shop }, orderBy: { version: 'desc' } }),
    prisma.shop.findUnique({ where: { shop }, select: { currency: true } }),
  ]);
  if (!row || (row.perks.length === 0 && (row.attempts === 0 || row.message === null))) return null;
  const tiers = programSchema.parse(version?.config ?? {}).tiers.list;
  const exponent = currencyExponent(shopRow?.currency ?? 'EUR');
  const lines = row.perks.map(({ from, ...line }): PerkLineView => ({
    ...line,
    names: tiers.find(({ id }) => id === line.tierId)?.name ?? {},
    fromMinor: from === null ? null : (parseMinor(from, exponent) ?? null),
  }));
  const waits = row.attempts > 0;
  return {
    way: row.way,
    noFunction: waits || row.way !== 'segments' ? null : row.message,
    problem: waits ? row.message : null,
    lines,
  };
}
