/** A merchant's program becomes a version: validated, stored for good, shown to shoppers. */
import { now } from '#app/clock.ts';
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { insertVersion } from '#app/db/programs.ts';
import { findShop, markPublicStale } from '#app/db/shops.ts';
import { transaction } from '#app/db/transaction.ts';

export async function publishProgram(command: {
  shop: string;
  config: unknown;
  /** Defaults to now; an instant in the past makes older orders earn when they are next heard of or imported. */
  appliesFrom?: Date;
  actor: string;
}): Promise<Result<{ version: number }>> {
  const shop = await findShop(command.shop);
  if (!shop) return rejected('shop-unknown');
  const parsed = programSchema.safeParse(command.config);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return rejected('program-invalid', {
      problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    });
  }
  const badAmount = findBadAmount(parsed.data, shop.currency);
  if (badAmount) return rejected('program-invalid', { problem: `${badAmount}: ${shop.currency}` });
  const publishedAt = now();
  const version = await transaction(async (tx) => {
    await markPublicStale(tx, command.shop);
    return insertVersion(tx, command.shop, {
      config: parsed.data,
      appliesFrom: command.appliesFrom,
      publishedAt,
      publishedBy: command.actor,
    });
  });
  return ok({ version });
}

/** The field whose amount has more decimals than the shop's currency, or comes to nothing. */
function findBadAmount(program: Program, currency: string): string | undefined {
  const exponent = currencyExponent(currency);
  const bad = (amount: string | undefined) =>
    amount !== undefined && parseMinor(amount, exponent) === undefined;
  const zero = (amount: string) => parseMinor(amount, exponent) === 0;
  const ruleIndex = program.earning.rules.findIndex(
    (rule) =>
      ('perAmount' in rule && (bad(rule.perAmount) || zero(rule.perAmount))) ||
      ('minimumSubtotal' in rule && bad(rule.minimumSubtotal)) ||
      (rule.kind === 'spendMilestone' && (bad(rule.amount) || zero(rule.amount))),
  );
  if (ruleIndex >= 0) return `earning.rules.${ruleIndex}`;
  const campaignIndex = program.earning.campaigns.findIndex((one) => bad(one.minimumSubtotal));
  if (campaignIndex >= 0) return `earning.campaigns.${campaignIndex}`;
  const index = program.rewards.findIndex(
    (reward) =>
      bad(reward.minimumSubtotal) ||
      (reward.kind === 'amountOff' && (bad(reward.amount) || zero(reward.amount))),
  );
  return index < 0 ? undefined : `rewards.${index}`;
}
