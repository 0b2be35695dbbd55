/** Says of a draft whether it can be published, and if not, which fields are wrong and why. */
import { parseMinor } from '#app/core/money.ts';
import { plainRate, type Program, programSchema } from '#app/core/program/program.ts';
import { minimumOf } from '#app/core/program/rewards.ts';
import { configOf, type ProgramDraft } from '#app/ui/program/program-draft.ts';

/** Name of a field of the form, for a reward with its place: `perAmount`, `rewards.2.points`. */
export type FieldName = string;
export type ProblemCode =
  | 'wholeNumber'
  | 'pointsOfReward'
  | 'amount'
  | 'minimum'
  | 'percent'
  | 'variants'
  | 'life'
  | 'holdDays'
  | 'expiry'
  | 'atLeastDays'
  | 'validDays'
  | 'name'
  | 'title'
  | 'other';

export type DraftCheck =
  | { ok: true; program: Program; config: Record<string, unknown> }
  | { ok: false; problems: Record<FieldName, ProblemCode> };

export function checkDraft(draft: ProgramDraft, base: Program, exponent: number): DraftCheck {
  const config = configOf(draft, base);
  const parsed = programSchema.safeParse(config);
  const problems: Record<FieldName, ProblemCode> = {};
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const field = fieldOf(issue.path);
    problems[field] = codeOf(field);
  }
  if (parsed.success) Object.assign(problems, amountsBeyondCurrency(parsed.data, exponent));
  if (parsed.success && Object.keys(problems).length === 0) return { ok: true, program: parsed.data, config };
  return { ok: false, problems };
}

/** "0.125" is a decimal, but no amount of euros: it would silently become another amount. */
function amountsBeyondCurrency(program: Program, exponent: number): Record<FieldName, ProblemCode> {
  const problems: Record<FieldName, ProblemCode> = {};
  const check = (field: FieldName, amount: string | undefined) => {
    if (amount !== undefined && parseMinor(amount, exponent) === undefined) problems[field] = codeOf(field);
  };
  check('perAmount', plainRate(program)?.perAmount);
  program.rewards.forEach((reward, index) => {
    if ('amount' in reward) check(`rewards.${index}.amount`, reward.amount);
    check(`rewards.${index}.minimumSubtotal`, minimumOf(reward));
  });
  return problems;
}

function fieldOf(path: readonly PropertyKey[]): FieldName {
  const [first, second, third, fourth] = path.map(String);
  if (first === 'earning' && second === 'rules') return fourth === 'points' ? 'earningPoints' : 'perAmount';
  if (first === 'hold') return 'holdDays';
  if (first === 'expiry') return second === 'atLeastDays' ? 'atLeastDays' : 'expiry';
  if (first === 'redemption') return second === 'validDays' ? 'validDays' : 'other';
  if (first === 'pointsName') return `names.${second}.${third}`;
  if (first === 'rewards' && third === 'title') return `rewards.${second}.title.${fourth}`;
  if (first === 'rewards' && third) return `rewards.${second}.${third}`;
  return 'other';
}

function codeOf(field: FieldName): ProblemCode {
  if (field.startsWith('names.')) return 'name';
  if (field.includes('.title.')) return 'title';
  if (field.endsWith('.points')) return 'pointsOfReward';
  if (field === 'perAmount' || field.endsWith('.amount')) return 'amount';
  if (field.endsWith('.minimumSubtotal')) return 'minimum';
  if (field.endsWith('.percent')) return 'percent';
  if (field.endsWith('.variantIds')) return 'variants';
  if (field.endsWith('.expiresInDays')) return 'life';
  if (field === 'earningPoints') return 'wholeNumber';
  const own = ['holdDays', 'expiry', 'atLeastDays', 'validDays'] as const;
  return own.find((one) => one === field) ?? 'other';
}
