/** Says what one of the staff may do. */
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { type Role, ROLES, staffIdOf } from '#app/core/team/roles.ts';
import { lockRole, setRole as storeRole } from '#app/db/staff.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { transaction } from '#app/db/transaction.ts';

const bodySchema = z.strictObject({
  userId: z.string().regex(/^\d{1,20}$/),
  /** Null for the shop's standard. */
  role: z.enum(ROLES).nullable(),
});

export async function setRole(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ userId: string; role: Role | null }>> {
  const { shop, actor } = command;
  const body = bodySchema.safeParse(command.body);
  if (!body.success) return rejected('request-invalid');
  const { userId, role } = body.data;
  if (userId === staffIdOf(actor)) return rejected('role-own');
  const at = now();
  return transaction(async (tx) => {
    const before = await lockRole(tx, shop, userId);
    if (!before) return rejected('staff-unknown');
    if (before.isOwner) return rejected('role-owner');
    await storeRole(tx, shop, userId, role);
    const data = { before: before.role, role };
    await noteDeed(tx, { shop, actor, deed: 'role-changed', subject: `staff:${userId}`, data }, at);
    return ok({ userId, role });
  });
}
