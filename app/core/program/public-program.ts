/** The part of a program that guests and themes see. */
import type { LocalizedText, PublicProgram, PublicReward } from '#app/core/contracts/public-program.ts';
import { minorOf } from '#app/core/earning/award.ts';
import { currencyExponent } from '#app/core/money.ts';
import { plainRate, type Program, type Reward } from '#app/core/program/program.ts';
import { minimumOf } from '#app/core/program/rewards.ts';

export function publicProgram(program: Program, currency: string): PublicProgram {
  const rate = plainRate(program);
  return {
    v: 1,
    active: program.active,
    currency,
    exponent: currencyExponent(currency),
    earning: {
      points: rate?.points ?? 0,
      perMinor: minorOf(rate?.perAmount ?? '1.00', currency),
      taxIncluded: program.earning.includeTax,
    },
    pointsName: program.pointsName,
    rewards: program.rewards
      .filter((reward) => reward.active)
      .map((reward) => publicReward(reward, currency)),
  };
}

function publicReward(reward: Reward, currency: string): PublicReward {
  const minimum = minimumOf(reward);
  return {
    id: reward.id,
    kind: reward.kind,
    points: reward.points,
    title: { ...titleOf(reward, currency), ...reward.title },
    amountMinor: 'amount' in reward ? minorOf(reward.amount, currency) : null,
    percent: reward.kind === 'percentOff' ? reward.percent : null,
    minimumSubtotalMinor: minimum ? minorOf(minimum, currency) : null,
    variantIds: reward.kind === 'product' ? reward.variantIds : null,
  };
}

/** The reward in words, made from its own numbers. */
export function titleOf(reward: Reward, currency: string): LocalizedText {
  switch (reward.kind) {
    case 'amountOff':
      return {
        en: `${money(reward.amount, currency, 'en')} off`,
        de: `${money(reward.amount, currency, 'de')} Rabatt`,
      };
    case 'percentOff':
      return { en: `${reward.percent}% off`, de: `${reward.percent.toLocaleString('de')} % Rabatt` };
    case 'freeShipping':
      return { en: 'Free shipping', de: 'Kostenloser Versand' };
    case 'product':
      return { en: 'A free product', de: 'Ein Gratisprodukt' };
    case 'storeCredit':
      return {
        en: `${money(reward.amount, currency, 'en')} store credit`,
        de: `${money(reward.amount, currency, 'de')} Shop-Guthaben`,
      };
    case 'giftCard':
      return {
        en: `${money(reward.amount, currency, 'en')} gift card`,
        de: `Gutscheinkarte über ${money(reward.amount, currency, 'de')}`,
      };
  }
}

function money(amount: string, currency: string, language: string): string {
  const value = Number(amount);
  const digits = Number.isInteger(value) ? 0 : currencyExponent(currency);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}
