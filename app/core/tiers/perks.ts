/** What the discount at Shopify must say for a program: its tiers' perks, in the form that the function reads. */
import { MEMBER_PERKS_VERSION, type MemberPerks } from '#app/core/contracts/member-perks.ts';
import type { Program } from '#app/core/program/program.ts';

/** @returns undefined when no tier brings a discount or free shipping, or the program is paused. */
export function memberPerks(program: Program): MemberPerks | undefined {
  if (!program.active) return undefined;
  const giving = program.tiers.list.filter(
    ({ perks }) => perks.discountPercent > 0 || perks.freeShipping !== null,
  );
  if (giving.length === 0) return undefined;
  const tiers = giving.map(({ id, name, perks }) => [
    id,
    { percent: perks.discountPercent, freeShippingFrom: perks.freeShipping?.from ?? null, names: name },
  ]);
  return { v: MEMBER_PERKS_VERSION, tiers: Object.fromEntries(tiers) };
}

/** Which kinds of discount the perks need. */
export function perkClasses({ tiers }: MemberPerks): ('ORDER' | 'SHIPPING')[] {
  const all = Object.values(tiers);
  return [
    ...(all.some(({ percent }) => percent > 0) ? (['ORDER'] as const) : []),
    ...(all.some(({ freeShippingFrom }) => freeShippingFrom !== null) ? (['SHIPPING'] as const) : []),
  ];
}
