/** Tasks of staff: opened once per key by whatever saw the need, done by a person. */
import type { TaskKind, TaskState } from '#app/core/tasks/task.ts';
import { pool } from '#app/db/pool.ts';
import type { Transaction } from '#app/db/transaction.ts';

export type NewTask = {
  shop: string;
  /** Of the opener's making: the same is never opened twice, also when it is done. */
  key: string;
  kind: TaskKind;
  memberId: number | null;
  /** One sentence in the merchant's language; empty where the kind says all. */
  subject: string;
  data: Record<string, string | number | null>;
  /** A staff member's user id; null for whoever takes it. */
  ownerId: string | null;
  dueAt: Date | null;
  at: Date;
};

/** @returns how many are new. */
export async function openTasks(tx: Transaction, tasks: readonly NewTask[]): Promise<number> {
  if (tasks.length === 0) return 0;
  const { rowCount } = await tx.query({
    name: 'open-tasks',
    text: `INSERT INTO tasks (shop, key, kind, member_id, subject, data, owner_id, state, due_at, created_at)
      SELECT x.shop, x.key, x.kind, x.member_id, x.subject, x.data, x.owner_id, 'open', x.due_at, x.at
      FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::jsonb[], $7::text[], $8::timestamptz[],
        $9::timestamptz[]) AS x(shop, key, kind, member_id, subject, data, owner_id, due_at, at)
      ON CONFLICT (shop, key) DO NOTHING`,
    values: [
      tasks.map((one) => one.shop),
      tasks.map((one) => one.key),
      tasks.map((one) => one.kind),
      tasks.map((one) => one.memberId),
      tasks.map((one) => one.subject),
      tasks.map((one) => JSON.stringify(one.data)),
      tasks.map((one) => one.ownerId),
      tasks.map((one) => one.dueAt),
      tasks.map((one) => one.at),
    ],
  });
  return rowCount ?? 0;
}

/** @returns whether it is new. */
export async function openTask(tx: Transaction, task: NewTask): Promise<boolean> {
  return (await openTasks(tx, [task])) === 1;
}

export type TaskRow = {
  key: string;
  kind: TaskKind;
  memberId: string | null;
  memberName: string | null;
  subject: string;
  data: NewTask['data'];
  ownerId: string | null;
  state: TaskState;
  dueAt: Date | null;
  createdAt: Date;
  doneAt: Date | null;
  doneBy: string | null;
};

const COLUMNS = `t.key, t.kind, t.member_id::text AS "memberId", m.display_name AS "memberName", t.subject, t.data,
  t.owner_id AS "ownerId", t.state, t.due_at AS "dueAt", t.created_at AS "createdAt", t.done_at AS "doneAt",
  t.done_by AS "doneBy"`;

export type TaskQuery = {
  state: TaskState;
  ownerId: string | null;
  /** Only those due before this. */
  dueBefore: Date | null;
  limit: number;
};

/** What is due first comes first; of those that are done the latest. */
export async function listTasks(
  shop: string,
  { state, ownerId, dueBefore, limit }: TaskQuery,
): Promise<TaskRow[]> {
  const order = state === 'open' ? 't.due_at NULLS LAST, t.created_at, t.key' : 't.done_at DESC, t.key';
  const { rows } = await pool().query<TaskRow>(
    `SELECT ${COLUMNS} FROM tasks t LEFT JOIN members m ON m.shop = t.shop AND m.id = t.member_id
      WHERE t.shop = $1 AND t.state = $2 AND ($3::text IS NULL OR t.owner_id = $3) AND ($4::timestamptz IS NULL OR t.due_at < $4)
      ORDER BY ${order} LIMIT $5`,
    [shop, state, ownerId, dueBefore, limit],
  );
  return rows;
}

export async function countTasks(
  shop: string,
  ownerId: string,
  at: Date,
): Promise<{ mine: number; open: number; late: number; done: number }> {
  const { rows } = await pool().query<{ mine: number; open: number; late: number; done: number }>(
    `SELECT count(*) FILTER (WHERE state = 'open' AND owner_id = $2)::int AS mine,
        count(*) FILTER (WHERE state = 'open')::int AS open,
        count(*) FILTER (WHERE state = 'open' AND due_at < $3)::int AS late,
        count(*) FILTER (WHERE state = 'done')::int AS done FROM tasks WHERE shop = $1`,
    [shop, ownerId, at],
  );
  return rows[0] ?? { mine: 0, open: 0, late: 0, done: 0 };
}

export type TaskChange = { state?: TaskState; ownerId?: string | null };

/** @returns whether there is such a task; the same again changes nothing. */
export async function changeTask(
  tx: Transaction,
  shop: string,
  key: string,
  change: TaskChange,
  by: { actor: string; at: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE tasks SET state = coalesce($3, state), owner_id = CASE WHEN $4 THEN $5 ELSE owner_id END,
        done_at = CASE WHEN $3 = 'done' THEN coalesce(done_at, $6) WHEN $3 = 'open' THEN NULL ELSE done_at END,
        done_by = CASE WHEN $3 = 'done' THEN coalesce(done_by, $7) WHEN $3 = 'open' THEN NULL ELSE done_by END
      WHERE shop = $1 AND key = $2`,
    [shop, key, change.state ?? null, change.ownerId !== undefined, change.ownerId ?? null, by.at, by.actor],
  );
  return rowCount === 1;
}

export async function moveTasks(tx: Transaction, shop: string, fromId: number, toId: number): Promise<void> {
  await tx.query('UPDATE tasks SET member_id = $3 WHERE shop = $1 AND member_id = $2', [shop, fromId, toId]);
}

/** What was written about her goes; a task that nobody can do any more goes with it. */
export async function eraseTasks(tx: Transaction, shop: string, memberId: number): Promise<void> {
  await tx.query('DELETE FROM tasks WHERE shop = $1 AND member_id = $2', [shop, memberId]);
}
