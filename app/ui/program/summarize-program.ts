/** Turns the plainest parts of a program into sentences. Pure: the words and the formats are given. */
import { floorDivide, parseMinor } from '#app/core/money.ts';
import { plainRate, type Program, type Reward } from '#app/core/program/program.ts';
import { minimumOf } from '#app/core/program/rewards.ts';
import type { Format } from '#app/ui/admin/format.ts';
import type { ProgramSummaryTexts } from '#app/ui/texts/program-summary.ts';

const DAYS_PER_MONTH = 365.25 / 12;

export type ProgramSummary = {
  earning: string[];
  life: string[];
  rewards: string[];
  /** How codes end, once there is something to redeem. */
  code: string | null;
};

export function summarizeProgram(
  program: Program,
  texts: ProgramSummaryTexts,
  format: Format,
): ProgramSummary {
  const active = program.rewards.filter((reward) => reward.active);
  const days = program.redemption.validDays;
  return {
    earning: earningSentences(program, texts, format),
    life: [holdSentence(program, texts, format), expirySentence(program, texts, format)],
    rewards:
      active.length === 0
        ? [texts.noRewards]
        : active.map((reward) => rewardSentence(program, reward, texts, format)),
    code: active.length === 0 ? null : texts.code(texts.days(days, format.number(days))),
  };
}

/** "5.00 € off", "10 % off", "free shipping": the reward without its price. */
export function rewardName(reward: Reward, texts: ProgramSummaryTexts, format: Format): string {
  switch (reward.kind) {
    case 'amountOff':
      return texts.amountOff(format.money(parseMinor(reward.amount, format.exponent) ?? 0));
    case 'percentOff':
      return texts.percentOff(format.share(reward.percent / 100));
    case 'freeShipping':
      return texts.freeShipping;
    case 'product':
      return texts.product;
    case 'storeCredit':
      return texts.storeCredit(format.money(parseMinor(reward.amount, format.exponent) ?? 0));
    case 'giftCard':
      return texts.giftCard(format.money(parseMinor(reward.amount, format.exponent) ?? 0));
  }
}

function earningSentences(program: Program, texts: ProgramSummaryTexts, format: Format): string[] {
  const rate = rateOf(program, format.exponent);
  if (!rate) return [texts.noEarning];
  const exampleMinor = exampleOf(format.exponent);
  const result = floorDivide(BigInt(exampleMinor) * BigInt(rate.points), BigInt(rate.perMinor));
  const { includeTax, includeShipping } = program.earning;
  const { both, tax, shipping, neither } = texts.basis;
  return [
    texts.earning(
      texts.points(rate.points, format.number(rate.points)),
      format.money(rate.perMinor),
      format.money(exampleMinor),
      texts.points(result, format.number(result)),
    ),
    includeTax ? (includeShipping ? both : tax) : includeShipping ? shipping : neither,
  ];
}

function holdSentence({ hold }: Program, texts: ProgramSummaryTexts, format: Format): string {
  if (hold.days === 0) return texts.noHold;
  const days = texts.days(hold.days, format.number(hold.days));
  if (hold.after === 'delivered') return texts.holdDelivered(days);
  return hold.after === 'paid' ? texts.holdPaid(days) : texts.holdFulfilled(days);
}

function expirySentence({ expiry }: Program, texts: ProgramSummaryTexts, format: Format): string {
  if (expiry.kind === 'never') return texts.neverExpire;
  if (expiry.kind === 'afterMonths')
    return texts.expire(texts.months(expiry.months, format.number(expiry.months)));
  if (expiry.kind === 'fixedDate')
    return texts.expireOn(format.number(expiry.day), format.number(expiry.month));
  const months = Math.round(expiry.days / DAYS_PER_MONTH);
  const span =
    Math.round(months * DAYS_PER_MONTH) === expiry.days
      ? texts.months(months, format.number(months))
      : texts.days(expiry.days, format.number(expiry.days));
  return expiry.kind === 'inactivity' ? texts.expireInactive(span) : texts.expire(span);
}

function rewardSentence(
  program: Program,
  reward: Reward,
  texts: ProgramSummaryTexts,
  format: Format,
): string {
  const points = texts.points(reward.points, format.number(reward.points));
  const minimum = parseMinor(minimumOf(reward) ?? '0', format.exponent) ?? 0;
  const spend = spendMinor(program, reward, format.exponent);
  const share = shareBack(program, reward, format.exponent);
  return [
    texts.reward(points, rewardName(reward, texts, format)),
    minimum > 0 ? texts.minimum(format.money(minimum)) : '',
    spend === undefined ? '' : texts.reach(format.money(spend)),
    share === undefined ? '' : texts.back(format.share(share)),
    '.',
  ].join('');
}

/** What a member spends until the points suffice, in minor units, rounded up. */
function spendMinor(program: Program, reward: Reward, exponent: number): number | undefined {
  const rate = rateOf(program, exponent);
  if (!rate) return undefined;
  const points = BigInt(reward.points) * BigInt(rate.perMinor);
  return floorDivide(points + BigInt(rate.points) - 1n, BigInt(rate.points));
}

/** An amount as a share of the spending that pays for it; unknown for kinds without one. */
function shareBack(program: Program, reward: Reward, exponent: number): number | undefined {
  const spend = spendMinor(program, reward, exponent);
  if (!('amount' in reward) || !spend) return undefined;
  return (parseMinor(reward.amount, exponent) ?? 0) / spend;
}

function rateOf(program: Program, exponent: number): { points: number; perMinor: number } | undefined {
  const rule = plainRate(program);
  const perMinor = rule && parseMinor(rule.perAmount, exponent);
  return rule && rule.points > 0 && perMinor ? { points: rule.points, perMinor } : undefined;
}

/** An amount that does not divide evenly, so that the rounding shows. */
function exampleOf(exponent: number): number {
  return exponent === 0 ? 4_990 : 4_990 * 10 ** (exponent - 2);
}
