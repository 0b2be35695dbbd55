/** The few words of vitest that the ledger's tests use, for runs without it: tests are collected, then run until one fails. */
import { isDeepStrictEqual } from 'node:util';

type Case = { name: string; run: () => void };
const cases: Case[] = [];

type Body<T> = (row: T) => void;

export function test(name: string, run: () => void): void {
  cases.push({ name, run });
}
test.for = <T>(rows: readonly T[]) => {
  return (name: string, run: Body<T>) =>
    rows.forEach((row, index) => test(`${name} ${index}`, () => run(row)));
};
test.each = <T>(rows: readonly T[]) => {
  return (name: string, run: (...parts: unknown[]) => void) =>
    rows.forEach((row, index) =>
      test(`${name} ${index}`, () => (Array.isArray(row) ? run(...(row as unknown[])) : run(row))),
    );
};

/** @returns the name of the first test that fails, or null. */
export function firstFailure(): string | null {
  for (const { name, run } of cases) {
    try {
      run();
    } catch {
      return name;
    }
  }
  return null;
}

export function caseCount(): number {
  return cases.length;
}

/** Like vitest's `toEqual`: what is undefined counts as missing. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, plain(one)]));
  if (value instanceof Set || value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(kept.map(([key, one]) => [key, plain(one)]));
}

const equal = (one: unknown, other: unknown) => isDeepStrictEqual(plain(one), plain(other));

function matches(actual: unknown, expected: unknown): boolean {
  if (expected === null || typeof expected !== 'object') return Object.is(actual, expected);
  if (actual === null || typeof actual !== 'object') return false;
  if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length)) return false;
  return Object.entries(expected).every(([key, one]) =>
    matches((actual as Record<string, unknown>)[key], one),
  );
}

function thrownBy(run: unknown): string | undefined {
  try {
    (run as () => void)();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return undefined;
}

export function expect(actual: unknown) {
  const must = (holds: boolean) => {
    if (!holds) throw new Error('expectation failed');
  };
  const size = Array.isArray(actual) ? actual.length : -1;
  return {
    toBe: (expected: unknown) => must(Object.is(actual, expected)),
    toEqual: (expected: unknown) => must(equal(actual, expected)),
    toMatchObject: (expected: unknown) => must(matches(actual, expected)),
    toBeNull: () => must(actual === null),
    toBeUndefined: () => must(actual === undefined),
    toContain: (expected: unknown) => must((actual as unknown[]).includes(expected)),
    toHaveLength: (expected: number) => must(size === expected),
    toThrow: (expected: string) => must(thrownBy(actual)?.includes(expected) ?? false),
  };
}
