/** What a simulation found: violations with the step after which they were seen, and how much was looked at. */
export type ViolationKind =
  | 'books'
  | 'booked'
  | 'standing'
  | 'code'
  | 'redemption'
  | 'reply'
  | 'adjustment'
  | 'inbox'
  | 'metafield'
  | 'rest'
  | 'run';

export type Violation = { kind: ViolationKind; what: string; seed: number; step: number };

const VIOLATIONS_MAX = 100;

export type Findings = {
  /** Notes one check; `what` is made only when it fails. */
  check: (kind: ViolationKind, holds: boolean, what: () => string) => void;
  violations: Violation[];
  checked: () => Record<string, number>;
};

export function makeFindings(seed: number, step: () => number): Findings {
  const violations: Violation[] = [];
  const counts: Record<string, number> = {};
  return {
    violations,
    checked: () => ({ ...counts }),
    check: (kind, holds, what) => {
      counts[kind] = (counts[kind] ?? 0) + 1;
      if (!holds && violations.length < VIOLATIONS_MAX)
        violations.push({ kind, what: what(), seed, step: step() });
    },
  };
}
