/** Warnings about tiers: names that nobody can tell apart, and thresholds that nobody or everybody reaches. */
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import type { Program } from '#app/core/program/program.ts';
import type { Tier } from '#app/core/program/tiers.ts';
import type { ShopFacts, Warning } from '#app/core/program/warnings.ts';
import { warning } from '#app/core/program/warnings-earning.ts';

/** Fewer members than this say nothing about a threshold. */
const SAMPLE_MIN = 30;
const EVERYBODY = 0.9;

export function tierWarnings(program: Program, facts: ShopFacts): Warning[] {
  const { list } = program.tiers;
  return list.flatMap((tier, index) => {
    const path = `tiers.list.${index}`;
    const twin = list.slice(0, index).find((other) => sharesName(other, tier));
    return [
      ...(twin ? [warning('tierNamesEqual', `${path}.name`, { names: tier.name })] : []),
      ...(bringsNothing(tier) ? [warning('tierNothing', `${path}.earningFactor`, { names: tier.name })] : []),
      ...reachWarnings(program, tier, path, facts),
    ];
  });
}

function sharesName(one: Tier, other: Tier): boolean {
  const plain = (text: string | undefined) => text?.trim().toLowerCase();
  return Object.entries(one.name).some(([language, name]) => plain(other.name[language]) === plain(name));
}

function bringsNothing({ entryGift, earningFactor, perks }: Tier): boolean {
  return entryGift === 0 && earningFactor === 1 && perks.discountPercent === 0 && perks.freeShipping === null;
}

/** Measured on a year of the shop: only for tiers by spending within about a year. */
function reachWarnings({ tiers }: Program, tier: Tier, path: string, facts: ShopFacts): Warning[] {
  const { yearlySpends, currency } = facts;
  const { period } = tiers;
  const isYear = period.kind === 'calendarYear' || (period.kind === 'rolling' && period.months === 12);
  if (tiers.basis !== 'spend' || !isYear || yearlySpends.length < SAMPLE_MIN || tier.enter === null)
    return [];
  const enter = parseMinor(tier.enter, currencyExponent(currency)) ?? 0;
  if (enter === 0) return [];
  const share = yearlySpends.filter((spend) => spend >= enter).length / yearlySpends.length;
  const values = { names: tier.name, share, count: yearlySpends.length };
  if (share === 0) return [warning('tierNobody', `${path}.enter`, values)];
  return share >= EVERYBODY ? [warning('tierEverybody', `${path}.enter`, values)] : [];
}
