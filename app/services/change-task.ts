/** Staff take a task, hand it on, call it done or open it again; or write one down themselves. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { TASK_KINDS, TASK_SUBJECT_MAX } from '#app/core/tasks/task.ts';
import { findMember } from '#app/db/member-state.ts';
import { findStaff } from '#app/db/staff.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { changeTask as saveChange, openTask } from '#app/db/tasks.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';

const ownerSchema = z
  .string()
  .regex(/^\d{1,20}$/)
  .nullable();
const bodySchema = z.union([
  z.strictObject({ key: z.string().min(1).max(200), state: z.enum(['open', 'done']) }),
  z.strictObject({ key: z.string().min(1).max(200), ownerId: ownerSchema }),
  z.strictObject({
    open: z.strictObject({
      kind: z.enum(TASK_KINDS),
      memberId: z
        .string()
        .regex(/^\d{1,15}$/)
        .nullable(),
      subject: z
        .string()
        .trim()
        .max(TASK_SUBJECT_MAX)
        .refine((text) => !text.includes('\0')),
      dueAt: z.iso.datetime().nullable(),
    }),
  }),
]);
type Command = z.infer<typeof bodySchema>;
type By = { shop: string; actor: string; at: Date };

/** Rejections: `request-invalid`; `task-unknown`; `staff-unknown`; `member-unknown`. */
export async function changeTask(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<null>> {
  const parsed = bodySchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const by = { shop: command.shop, actor: command.actor, at: now() };
  const task = parsed.data;
  if ('ownerId' in task && task.ownerId !== null) {
    const { person } = await findStaff(by.shop, task.ownerId);
    if (!person) return rejected('staff-unknown');
  }
  return transaction((tx) => ('open' in task ? write(tx, task.open, by) : change(tx, task, by)));
}

async function change(
  tx: Transaction,
  { key, ...rest }: Exclude<Command, { open: unknown }>,
  by: By,
): Promise<Result<null>> {
  const { shop, actor, at } = by;
  if (!(await saveChange(tx, shop, key, rest, by))) return rejected('task-unknown');
  const deed = 'ownerId' in rest ? 'task-given' : rest.state === 'done' ? 'task-done' : 'task-reopened';
  await noteDeed(tx, { shop, actor, deed, subject: `task:${key}` }, at);
  return ok(null);
}

async function write(
  tx: Transaction,
  { kind, memberId, subject, dueAt }: Extract<Command, { open: unknown }>['open'],
  { shop, actor, at }: By,
): Promise<Result<null>> {
  const about = memberId === null ? null : Number(memberId);
  if (about !== null && !(await findMember(tx, shop, about))) return rejected('member-unknown');
  const key = `staff:${randomUUID()}`;
  await openTask(tx, {
    shop,
    key,
    kind,
    memberId: about,
    subject,
    data: {},
    ownerId: null,
    dueAt: dueAt === null ? null : new Date(dueAt),
    at,
  });
  await noteDeed(tx, { shop, actor, deed: 'task-opened', subject: `task:${key}`, data: { kind } }, at);
  return ok(null);
}
