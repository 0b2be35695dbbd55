/** What staff are asked to do by hand: once per key, by somebody, until some day. */
export const TASK_KINDS = [
  'complaint',
  'late-parcel',
  'likely-return',
  'bad-answer',
  'personal-line',
  'other',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export const TASK_STATES = ['open', 'done'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_FILTERS = ['mine', 'open', 'late', 'done'] as const;
export type TaskFilter = (typeof TASK_FILTERS)[number];

/** While one of these is open, nothing sells to its member. */
export const TROUBLE_TASKS: readonly TaskKind[] = ['complaint', 'late-parcel', 'bad-answer'];

export const TASK_SUBJECT_MAX = 300;
