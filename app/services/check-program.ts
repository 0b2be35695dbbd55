/** Whether a configuration can be a program of this shop: its shape, and its amounts in the shop's currency. */
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';
import { minimumOf } from '#app/core/program/rewards.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';

export function checkProgram(config: unknown, currency: string): Result<Program> {
  const parsed = programSchema.safeParse(config);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return rejected('program-invalid', {
      problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    });
  }
  const badAmount = findBadAmount(parsed.data, currency);
  if (badAmount) return rejected('program-invalid', { problem: `${badAmount}: ${currency}` });
  return ok(parsed.data);
}

/** The field whose amount has more decimals than the shop's currency, or comes to nothing. */
function findBadAmount(program: Program, currency: string): string | undefined {
  const exponent = currencyExponent(currency);
  const bad = (amount: string | undefined) =>
    amount !== undefined && parseMinor(amount, exponent) === undefined;
  const zero = (amount: string) => parseMinor(amount, exponent) === 0;
  const { rules, campaigns } = program.earning;
  const { list, basis } = program.tiers;
  const checks: [path: string, wrong: boolean[]][] = [
    [
      'earning.rules',
      rules.map(
        (rule) =>
          ('perAmount' in rule && (bad(rule.perAmount) || zero(rule.perAmount))) ||
          ('minimumSubtotal' in rule && bad(rule.minimumSubtotal)) ||
          (rule.kind === 'spendMilestone' && (bad(rule.amount) || zero(rule.amount))),
      ),
    ],
    ['earning.campaigns', campaigns.map((campaign) => bad(campaign.minimumSubtotal))],
    ['tiers.list', list.map((tier) => basis === 'spend' && (bad(tier.enter ?? undefined) || bad(tier.keep)))],
    [
      'rewards',
      program.rewards.map(
        (reward) =>
          bad(minimumOf(reward)) || ('amount' in reward && (bad(reward.amount) || zero(reward.amount))),
      ),
    ],
  ];
  for (const [path, wrong] of checks) {
    const index = wrong.indexOf(true);
    if (index >= 0) return `${path}.${index}`;
  }
  return undefined;
}
