/** What staff do with a member beside her points, as the form on her page says it. */
import { z } from 'zod';
import { rejected, type Result } from '#app/core/result.ts';
import { allows, type Role } from '#app/core/team/roles.ts';
import { askPersonFile } from '#app/services/ask-person-file.ts';
import { blockMember } from '#app/services/block-member.ts';
import { eraseByStaff } from '#app/services/erase-by-staff.ts';
import { mergeByStaff } from '#app/services/merge-by-staff.ts';
import { moveTier } from '#app/services/move-tier.ts';

const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('tier'), tier: z.string().max(40), until: z.string().max(10) }),
  z.object({ intent: z.literal('block'), reason: z.string().max(40) }),
  z.object({ intent: z.literal('unblock') }),
  z.object({ intent: z.literal('merge'), from: z.string().regex(/^\d{1,15}$/) }),
  z.object({ intent: z.literal('file') }),
  z.object({ intent: z.literal('erase') }),
]);

export function isAct(fields: Record<string, unknown>): boolean {
  return fields.intent !== undefined;
}

/** All of it is for those who may change the books. */
export async function actOnMember(
  staff: { shop: string; actor: string; role: Role; memberId: number },
  fields: Record<string, unknown>,
): Promise<Result<null>> {
  const parsed = intents.safeParse(fields);
  if (!parsed.success) return rejected('request-invalid');
  if (!allows(staff.role, 'configure')) return rejected('role-insufficient');
  const { shop, actor, memberId } = staff;
  const act = parsed.data;
  switch (act.intent) {
    case 'tier':
      return moveTier({ shop, actor, memberId, tierId: act.tier, untilDay: act.until || null });
    case 'block':
      return blockMember({ shop, actor, memberId, reason: act.reason });
    case 'unblock':
      return blockMember({ shop, actor, memberId, reason: null });
    case 'merge':
      return mergeByStaff({ shop, actor, from: Number(act.from), to: memberId });
    case 'file':
      return askPersonFile({ shop, memberId });
    case 'erase':
      return eraseByStaff({ shop, actor, memberId });
  }
}
