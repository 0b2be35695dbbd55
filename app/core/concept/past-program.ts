/**
 * What holds for orders from before the launch. They count for the tiers whatever the merchant decides, so that customers
 * of the past do not start at zero; points they give from the time that she chose, at the base rate. Gifts, bonuses and
 * perks are for what happens from the launch on.
 */
import { pastStart, type PastPoints } from '#app/core/concept/project.ts';
import { plainRate, type Program } from '#app/core/program/program.ts';

/** What set-up ends with; `testers` is null for everybody, `note` says which answers led to it. */
export type Launch = { config: unknown; testers: string[] | null; past: PastPoints; note: string };

export type PastVersion = { config: Program; appliesFrom: number; gives: 'tiers' | 'points' };

/** The earliest first: a later one goes before it from its own time on. */
export function pastVersions(program: Program, choice: PastPoints, launchedAt: number): PastVersion[] {
  const from = pastStart(choice, launchedAt);
  const versions: PastVersion[] = [];
  if (from > 0 && program.tiers.list.length > 0)
    versions.push({ config: forThePast(program, false), appliesFrom: 0, gives: 'tiers' });
  if (from < launchedAt)
    versions.push({ config: forThePast(program, true), appliesFrom: Math.max(0, from), gives: 'points' });
  return versions;
}

function forThePast(program: Program, givesPoints: boolean): Program {
  const rate = plainRate(program);
  const rules = givesPoints && rate ? [rate] : [];
  const list = program.tiers.list.map((tier) => ({ ...tier, entryGift: 0, earningFactor: 1 }));
  return {
    ...program,
    earning: { ...program.earning, rules, campaigns: [], caps: [] },
    tiers: { ...program.tiers, list },
  };
}
