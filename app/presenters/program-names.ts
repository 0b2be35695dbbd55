/** What the rules, tiers and campaigns of a shop's versions are called, and the numbers in them that explain an award. */
import type { Program } from '#app/core/program/program.ts';
import { listVersions, type ProgramVersion } from '#app/db/programs.ts';

export type Names = Record<string, string>;

export type NamedProgram = Pick<ProgramVersion, 'version' | 'config'>;

export async function readVersions(shop: string): Promise<NamedProgram[]> {
  return listVersions(shop);
}

/** The version with this number, or the newest one. */
export function versionOf(versions: NamedProgram[], version: number | null): Program | undefined {
  return versions.find((one) => one.version === version)?.config ?? versions[0]?.config;
}

export function ruleOf(program: Program | undefined, id: string) {
  const { rules = [], campaigns = [] } = program?.earning ?? {};
  return rules.find((rule) => rule.id === id) ?? campaigns.find((campaign) => campaign.id === id);
}

/** A tier may have left the program since: then an earlier version knows its name. */
export function tierNames(versions: NamedProgram[], tierId: string): Names {
  for (const { config } of versions) {
    const tier = config.tiers.list.find(({ id }) => id === tierId);
    if (tier) return tier.name;
  }
  return {};
}
