/**
 * What keeps a program from being published: warnings of the severity `stop`. They follow from the program alone, so that
 * pages and API refuse the same, whatever is known of the shop. Pure.
 */
import { comparePrograms } from '#app/core/program/compare-programs.ts';
import type { Program } from '#app/core/program/program.ts';
import { severityOf, type ShopFacts, type Warning, warningsOf } from '#app/core/program/warnings.ts';

const NOTHING_KNOWN: Omit<ShopFacts, 'currency'> = {
  today: '1970-01-01',
  typicalOrderMinor: null,
  yearlySpends: [],
  marginShare: null,
  languages: [],
  segments: [],
};

/** Empty where it may be published. @param versions those that there are: whoever only pauses one or winds it down always may. */
export function mustMend(program: Program, versions: readonly Program[], currency: string): Warning[] {
  if (versions.some((before) => onlyStops(before, program))) return [];
  return warningsOf(program, { ...NOTHING_KNOWN, currency }).filter(
    (warning) => severityOf(warning) === 'stop',
  );
}

function onlyStops(before: Program, after: Program): boolean {
  if (after.active && after.stage !== 'phaseOut') return false;
  return comparePrograms({ ...before, active: after.active, stage: after.stage }, after).length === 0;
}
