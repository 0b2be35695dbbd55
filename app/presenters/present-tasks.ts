/** What staff are to do by hand: what is due first comes first. */
import { TASK_FILTERS, type TaskFilter, type TaskKind, type TaskState } from '#app/core/tasks/task.ts';
import { listStaff } from '#app/db/staff.ts';
import { countTasks, listTasks, type TaskQuery } from '#app/db/tasks.ts';

/** More than anybody does in a week; the rest comes up as these are done. */
const TASKS_MAX = 100;

export type TaskView = {
  key: string;
  kind: TaskKind;
  memberId: string | null;
  memberName: string | null;
  subject: string;
  /** The order it is about, by the name that staff know. */
  orderName: string | null;
  orderId: string | null;
  /** The survey that a bad answer belongs to. */
  surveyId: string | null;
  ownerId: string | null;
  state: TaskState;
  dueAt: string | null;
  isLate: boolean;
  createdAt: string;
  doneAt: string | null;
  doneBy: string | null;
};

export type TasksView = {
  counts: Record<TaskFilter, number>;
  list: TaskView[];
  /** Whether there are more than are shown. */
  more: boolean;
  staff: { userId: string; name: string | null }[];
};

export async function presentTasks(
  shop: string,
  query: { filter: TaskFilter; userId: string },
  at: Date,
): Promise<TasksView> {
  const [counts, rows, staff] = await Promise.all([
    countTasks(shop, query.userId, at),
    listTasks(shop, questionOf(query, at)),
    listStaff(shop),
  ]);
  return {
    counts: Object.fromEntries(TASK_FILTERS.map((one) => [one, counts[one]])) as TasksView['counts'],
    list: rows.slice(0, TASKS_MAX).map(({ dueAt, createdAt, doneAt, data, ...row }) => ({
      ...row,
      orderName: textOf(data.orderName),
      orderId: textOf(data.order),
      surveyId: textOf(data.survey),
      dueAt: dueAt?.toISOString() ?? null,
      isLate: row.state === 'open' && dueAt !== null && dueAt < at,
      createdAt: createdAt.toISOString(),
      doneAt: doneAt?.toISOString() ?? null,
    })),
    more: rows.length > TASKS_MAX,
    staff: staff.map(({ userId, name }) => ({ userId, name })),
  };
}

function questionOf({ filter, userId }: { filter: TaskFilter; userId: string }, at: Date): TaskQuery {
  return {
    state: filter === 'done' ? 'done' : 'open',
    ownerId: filter === 'mine' ? userId : null,
    dueBefore: filter === 'late' ? at : null,
    limit: TASKS_MAX + 1,
  };
}

function textOf(value: string | number | null | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
