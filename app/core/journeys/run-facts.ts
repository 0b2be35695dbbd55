/** What is known of a member, as journeys decide by it. */
import type { RunFacts } from '#app/core/journeys/next-step.ts';
import type { Program } from '#app/core/program/program.ts';

export type MemberFacts = Omit<RunFacts, 'tierOrder' | 'away' | 'language'> & {
  /** Forgotten, blocked, or become one with another. */
  gone: boolean;
  /** What she last said about taking part. */
  said: 'joined' | 'left' | null;
  locale: string | null;
  displayName: string | null;
};

/** @param locale the shop's, for whom we know no language of. @returns null for whom we do not know. */
export function runFactsOf(
  facts: MemberFacts | undefined,
  program: Pick<Program, 'people' | 'tiers'> | undefined,
  locale: string,
): RunFacts | null {
  if (!facts) return null;
  const { gone, said, locale: hers, displayName: _name, ...rest } = facts;
  const outside = program?.people.joining === 'optIn' && said !== 'joined';
  return {
    ...rest,
    away: gone || said === 'left' || outside,
    tierOrder: program?.tiers?.list.map(({ id }) => id) ?? [],
    language: (hers ?? locale).slice(0, 2).toLowerCase(),
  };
}
