/** What differs between two programs, field by field: lists of things with an id are compared by id, not by place. */
import type { Program } from '#app/core/program/program.ts';

export type ProgramDifference = {
  /** `earning.rules.orders.points`: names of fields, ids of rules, rewards, tiers and campaigns. */
  path: string;
  /** Undefined where the thing is missing on that side. */
  before: unknown;
  after: unknown;
};

/** Empty when both say the same; in the order of the fields. */
export function comparePrograms(before: Program, after: Program): ProgramDifference[] {
  return compare(before, after, '');
}

function compare(before: unknown, after: unknown, path: string): ProgramDifference[] {
  if (hasIds(before) && hasIds(after)) return compareLists(before, after, path);
  if (isRecord(before) && isRecord(after)) return compareRecords(before, after, path);
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

function compareRecords(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  path: string,
): ProgramDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => compare(before[name], after[name], join(path, name)));
}

function compareLists(before: WithId[], after: WithId[], path: string): ProgramDifference[] {
  const byId = (list: WithId[]) => Object.fromEntries(list.map((item) => [item.id, item]));
  const differences = compareRecords(byId(before), byId(after), path);
  const kept = (list: WithId[], other: WithId[]) =>
    list.map(({ id }) => id).filter((id) => other.some((item) => item.id === id));
  const [was, is] = [kept(before, after), kept(after, before)];
  // The order of rules decides between equals, and that of tiers is their rank.
  if (was.join() !== is.join()) differences.push({ path: join(path, '(order)'), before: was, after: is });
  return differences;
}

type WithId = { id: string };

function hasIds(value: unknown): value is WithId[] {
  return Array.isArray(value) && value.every((item) => isRecord(item) && typeof item.id === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
