/** Whether publishing a program may move members between tiers. */
import { comparePrograms } from '#app/core/program/compare-programs.ts';
import type { Program } from '#app/core/program/program.ts';

/** Where points lift a member, what orders give is part of the tiers' rules. */
export function changesTiers(live: Program, next: Program): boolean {
  const parts =
    live.tiers.basis === 'points' || next.tiers.basis === 'points' ? ['tiers.', 'earning.'] : ['tiers.'];
  if (live.tiers.list.length + next.tiers.list.length === 0) return false;
  return comparePrograms(live, next).some(({ path }) => parts.some((part) => path.startsWith(part)));
}
