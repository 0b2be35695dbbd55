/** Says of a program in the form whether it can be saved, and if not, which fields are wrong and what is wrong with them. */
import type { z } from 'zod';
import { badAmounts } from '#app/core/program/amounts.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';

export type ProblemCode =
  | 'number'
  | 'whole'
  | 'least'
  | 'most'
  | 'decimals'
  | 'amount'
  | 'aboveZero'
  | 'empty'
  | 'length'
  | 'choose'
  | 'chooseMost'
  | 'day'
  | 'address'
  | 'goods'
  | 'cap'
  | 'order'
  | 'rise'
  | 'keep'
  | 'twice'
  | 'oneKind'
  | 'code'
  | 'other';
/** `value` is the limit that a sentence names. */
export type Problem = { code: ProblemCode; value?: number };
/** By path of the field: `rewards.2.points`. */
export type Problems = Record<string, Problem>;

export type FormCheck = { program: Program | null; problems: Problems };

export function checkForm(form: unknown, exponent: number): FormCheck {
  const parsed = programSchema.safeParse(form);
  if (!parsed.success) {
    const problems: Problems = {};
    // The first one of a field says most.
    for (const issue of parsed.error.issues) problems[issue.path.join('.')] ??= problemOf(issue);
    return { program: null, problems };
  }
  const problems = Object.fromEntries(
    badAmounts(parsed.data, exponent).map((path) => [path, { code: 'amount' as const }]),
  );
  return { program: Object.keys(problems).length === 0 ? parsed.data : null, problems };
}

/** Sentences of the schema's own refinements. */
const REFINED: Record<string, ProblemCode> = {
  'must be above zero': 'aboveZero',
  'names no goods': 'goods',
  'caps neither points nor times': 'cap',
  'ends before it begins': 'order',
  'entry thresholds must rise': 'rise',
  'keeping a tier must not cost more than entering it': 'keep',
  'tier ids must differ': 'twice',
  'reward ids must differ': 'twice',
  'offer ids must differ': 'twice',
  'names collections and products': 'oneKind',
  'rule ids must differ': 'twice',
  'campaign ids must differ': 'twice',
};

/** By the type that the schema wants; any other is a number that cannot be read. */
const EXPECTED: Record<string, ProblemCode> = { string: 'empty', int: 'whole', array: 'choose' };

function problemOf(issue: z.core.$ZodIssue): Problem {
  switch (issue.code) {
    case 'invalid_type':
      return { code: EXPECTED[issue.expected] ?? 'number' };
    case 'too_small':
      return limit(issue.origin, Number(issue.minimum), 'least', 'empty', 'choose');
    case 'too_big':
      return limit(issue.origin, Number(issue.maximum), 'most', 'length', 'chooseMost');
    case 'not_multiple_of':
      return { code: 'decimals', value: Math.round(-Math.log10(issue.divisor)) };
    case 'invalid_format':
      if (issue.path.at(-1) === 'code') return { code: 'code' };
      return { code: issue.format === 'date' ? 'day' : issue.format === 'url' ? 'address' : 'amount' };
    case 'custom':
      return { code: REFINED[issue.message] ?? 'other' };
    default:
      return { code: 'other' };
  }
}

function limit(
  origin: string,
  value: number,
  ofNumber: ProblemCode,
  ofText: ProblemCode,
  ofList: ProblemCode,
): Problem {
  return { code: origin === 'array' ? ofList : origin === 'string' ? ofText : ofNumber, value };
}
