/** What a member has and is worth, in lines; the blocks and the summary say the same. */
import type { AdminMember } from '../../../app/core/contracts/admin.ts';
import type { ActivityEntry } from '../../../app/core/contracts/proxy.ts';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import type { Standing } from '../../../app/core/contracts/standing.ts';
import { dateText, inWords, moneyText, numberText, pointsText, say, signedPoints } from './words.ts';

export function tierName({ tier }: Standing): string | null {
  return tier ? inWords(tier.names, tier.name) : null;
}

/** "700 points", with what they are worth where rewards have a price. */
export function headline(program: PublicProgram, { standing, worthMinor }: AdminMember): string {
  const points = pointsText(program, standing.available);
  return worthMinor === null || standing.available === 0
    ? points
    : say('standing.worth', { points, amount: moneyText(program, worthMinor) });
}

export function standingLines(program: PublicProgram, member: AdminMember): string[] {
  const { standing } = member;
  return [
    ...pending(program, member),
    ...(standing.debt < 0 ? [say('standing.debt', { points: pointsText(program, standing.debt) })] : []),
    ...firstEnd(program, standing),
    ...(standing.household
      ? [say('standing.household', { points: pointsText(program, standing.household.available) })]
      : []),
    ...nextTier(program, standing),
    ...(member.blocked ? [say('standing.blocked')] : []),
    ...(standing.membership === 'member' ? [] : [say(`standing.${standing.membership}`)]),
    ...stage(program),
  ];
}

export function valueLines(program: PublicProgram, member: AdminMember): string[] {
  const { orders, spentMinor, lastOrderAt, since } = member;
  return [
    orders === 0
      ? say('value.none')
      : say(orders === 1 ? 'value.order' : 'value.orders', {
          orders: numberText(orders),
          spent: moneyText(program, spentMinor),
        }),
    ...(lastOrderAt === null ? [] : [say('value.last', { date: dateText(lastOrderAt) })]),
    say('value.since', { date: dateText(since) }),
  ];
}

/** "20 Nov 2026 · Points for order #1042 · +100 points". */
export function entryLine(program: PublicProgram, { at, what, points }: ActivityEntry): string {
  return [dateText(at), what, signedPoints(program, points)].filter(Boolean).join(' · ');
}

function pending(program: PublicProgram, { standing, nextUsableAt }: AdminMember): string[] {
  if (standing.pending <= 0) return [];
  const points = pointsText(program, standing.pending);
  if (nextUsableAt === null) return [say('standing.pending', { points })];
  return [say('standing.pendingFrom', { points, date: dateText(nextUsableAt) })];
}

function firstEnd(program: PublicProgram, { lots }: Standing): string[] {
  const first = lots.find(({ expiresAt }) => expiresAt !== null);
  if (!first?.expiresAt || first.more) return [];
  return [
    say('standing.ends', { points: pointsText(program, first.points), date: dateText(first.expiresAt) }),
  ];
}

function nextTier(program: PublicProgram, { progress }: Standing): string[] {
  const left = progress?.next ? progress.next.at - progress.amount : 0;
  if (!progress?.next || left <= 0) return [];
  const tier = inWords(progress.next.names, progress.next.id);
  switch (progress.basis) {
    case 'spend':
      return [say('standing.next', { left: moneyText(program, left), tier })];
    case 'points':
      return [say('standing.next', { left: pointsText(program, left), tier })];
    case 'orders':
      return [
        say(left === 1 ? 'standing.nextOrder' : 'standing.nextOrders', { left: numberText(left), tier }),
      ];
    case 'score':
      return [];
  }
}

function stage({ active, stage: now }: PublicProgram): string[] {
  if (!active) return [say('program.paused')];
  return now === 'live' ? [] : [say(`program.${now}`)];
}
