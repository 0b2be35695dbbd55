/** The areas of the program: which fields each one owns, and what its page gets. */
import type { Form, Lens } from '#app/ui/program/form/lens.ts';

export const AREAS = [
  'earning',
  'rewards',
  'tiers',
  'campaigns',
  'referrals',
  'offers',
  'life',
  'people',
  'words',
  'running',
] as const;
export type Area = (typeof AREAS)[number];

export function isArea(name: string | undefined): name is Area {
  return AREAS.some((area) => area === name);
}

export type AreaProps = {
  form: Lens<Form>;
  /** The calendar day in the shop's time zone. */
  today: string;
};

/** Fields by the beginning of their path; the longest one that fits decides. */
const OWNED: [prefix: string, area: Area][] = [
  ['earning.campaigns', 'campaigns'],
  ['earning', 'earning'],
  ['debtPolicy', 'life'],
  ['rewards', 'rewards'],
  ['redemption', 'rewards'],
  ['offers', 'offers'],
  ['tiers', 'tiers'],
  ['hold', 'life'],
  ['expiry', 'life'],
  ['referrals', 'referrals'],
  ['people', 'people'],
  ['pointsName', 'words'],
  ['formality', 'words'],
  ['texts', 'words'],
  ['active', 'running'],
  ['stage', 'running'],
  ['testers', 'running'],
];

/** Which area a field belongs to; fields that no page shows belong to the first. */
export function areaOf(path: string): Area {
  return OWNED.find(([prefix]) => path === prefix || path.startsWith(`${prefix}.`))?.[1] ?? 'running';
}
