/** Two people at one draft: what each of them changed, and one's area taken over into the other's program. */
import { comparePrograms } from '#app/core/program/compare-programs.ts';
import type { Program } from '#app/core/program/program.ts';
import { type Area, areaOf } from '#app/ui/program/areas/area.ts';

/** The areas in which two programs differ. */
export function changedAreas(before: Program, after: Program): Set<Area> {
  return new Set(comparePrograms(before, after).map(({ path }) => areaOf(path)));
}

/** `into`, with the fields of one area as they stand in `from`. */
export function takeArea(into: Program, from: Program, area: Area): Program {
  switch (area) {
    case 'earning':
      return { ...into, earning: { ...from.earning, campaigns: into.earning.campaigns } };
    case 'campaigns':
      return { ...into, earning: { ...into.earning, campaigns: from.earning.campaigns } };
    case 'rewards':
      return { ...into, rewards: from.rewards, redemption: from.redemption };
    case 'referrals':
      return { ...into, referrals: from.referrals };
    case 'offers':
      return { ...into, offers: from.offers };
    case 'tiers':
      return { ...into, tiers: from.tiers };
    case 'life':
      return { ...into, hold: from.hold, expiry: from.expiry, debtPolicy: from.debtPolicy };
    case 'people':
      return { ...into, people: from.people };
    case 'words':
      return { ...into, pointsName: from.pointsName, formality: from.formality, texts: from.texts };
    case 'running':
      return { ...into, active: from.active, stage: from.stage, testers: from.testers };
  }
}
