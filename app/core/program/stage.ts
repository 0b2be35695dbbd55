/**
 * Where a program stands between trying and winding down. `test`: only the named customers earn, redeem and see it.
 * `phaseOut`: nothing is earned any more, points can still be used. Pausing (`active: false`) is apart from that.
 */
import type { Program } from '#app/core/program/program.ts';

export const STAGES = ['live', 'test', 'phaseOut'] as const;
export const TESTERS_MAX = 50;

type Staged = Pick<Program, 'stage' | 'testers'>;

/** Whether the program is there for this customer; null for a guest. */
export function isThereFor({ stage, testers }: Staged, customerId: string | null): boolean {
  return stage !== 'test' || (customerId !== null && testers.includes(customerId));
}

/** What her standing says while the program is being tried, so that the theme shows it to her. */
export function testerMark(program: Staged | undefined, customerId: string): { tester?: true } {
  return program?.stage === 'test' && isThereFor(program, customerId) ? { tester: true } : {};
}
