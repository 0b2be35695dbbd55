/** A few plain sentences for a helpdesk's ticket. No name, no address and no code: tickets are read by many. */
import type { AdminMember } from '../../../app/core/contracts/admin.ts';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import { entryLine, headline, standingLines, tierName, valueLines } from './standing-lines.ts';
import { dateText, say } from './words.ts';

export function summaryOf(program: PublicProgram, member: AdminMember): string {
  const { standing, history } = member;
  const tier = tierName(standing);
  const codes = standing.redemptions;
  const entries = history.flatMap((entry) => [
    `– ${entryLine(program, entry)}`,
    ...entry.why.map((why) => `  ${why}`),
  ]);
  return [
    say('summary.standing', { date: dateText(standing.asOf), points: headline(program, member) }),
    ...(tier === null ? [] : [say('standing.tier', { tier })]),
    ...standingLines(program, member),
    ...codes.map(({ endsAt }) => say('summary.code', { date: dateText(endsAt) })),
    ...valueLines(program, member),
    ...(entries.length > 0 ? [say('summary.entries'), ...entries] : []),
  ].join('\n');
}
