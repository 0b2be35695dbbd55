/**
 * What would go wrong with a program that can be read: rewards that nobody reaches, tiers that everybody reaches, giving
 * more than goods bring. Codes and numbers; the words stand in the admin. Pure.
 *
 * `stop` must be mended before publishing, `ask` is said before publishing, `hint` is only said.
 */
import type { LocalizedText } from '#app/core/contracts/public-program.ts';
import type { Program } from '#app/core/program/program.ts';
import { earningWarnings } from '#app/core/program/warnings-earning.ts';
import { offerWarnings } from '#app/core/program/warnings-offers.ts';
import { rewardWarnings } from '#app/core/program/warnings-rewards.ts';
import { tierWarnings } from '#app/core/program/warnings-tiers.ts';
import { wordWarnings } from '#app/core/program/warnings-words.ts';

export type Severity = 'stop' | 'ask' | 'hint';

export const WARNING_CODES = {
  noEarning: 'ask',
  noRewards: 'ask',
  rewardNever: 'ask',
  rewardFar: 'ask',
  signUpBuysReward: 'ask',
  generous: 'ask',
  belowCost: 'ask',
  givesHalf: 'ask',
  minimumBelowAmount: 'ask',
  codeOutlivesPoints: 'hint',
  valueNeedsAccess: 'hint',
  booksRedeemable: 'ask',
  tierNamesEqual: 'stop',
  tierNobody: 'ask',
  tierEverybody: 'ask',
  tierNothing: 'hint',
  tierUnknown: 'stop',
  campaignOver: 'hint',
  campaignsOverlap: 'ask',
  factorOfOne: 'hint',
  expiryShort: 'ask',
  noticeShort: 'ask',
  noHold: 'hint',
  deedUnheard: 'hint',
  newsletterLaw: 'hint',
  reviewLaw: 'hint',
  marginNeedsCost: 'hint',
  termsWithoutAddress: 'stop',
  joiningWithoutTerms: 'hint',
  textMissing: 'ask',
  testersMissing: 'ask',
  paused: 'hint',
  referralNothing: 'ask',
  referralNoHold: 'hint',
  referralRuleIdle: 'hint',
  offerTierUnknown: 'stop',
  offerSegmentUnknown: 'ask',
  offerOver: 'hint',
  offerCodeTwice: 'stop',
  offerOverMargin: 'ask',
  offerStacks: 'ask',
  offerGivesHalf: 'ask',
  offerAmountAboveMinimum: 'ask',
} as const satisfies Record<string, Severity>;
export type WarningCode = keyof typeof WARNING_CODES;

export type Warning = {
  code: WarningCode;
  /** The field that it is about: `rewards.2.points`. */
  path: string;
  values: WarningValues;
};
export type WarningValues = {
  /** What it is about, by its own name. */
  names?: LocalizedText;
  other?: LocalizedText;
  points?: number;
  count?: number;
  days?: number;
  amountMinor?: number;
  /** 0.05 is five per cent. */
  share?: number;
  otherShare?: number;
  day?: string;
  language?: string;
};

/** What is known of the shop; null or empty where nothing is. */
export type ShopFacts = {
  /** The calendar day in the shop's time zone. */
  today: string;
  currency: string;
  /** What an order usually holds. */
  typicalOrderMinor: number | null;
  /** What members spent in the last year, of a sample, in rising order. */
  yearlySpends: number[];
  /** The share of a price that is not the cost of the goods. */
  marginShare: number | null;
  /** In which the merchant looks after her texts. */
  languages: readonly string[];
  /** Segments that members are in, or can be. */
  segments: readonly string[];
};

export function severityOf({ code }: Warning): Severity {
  return WARNING_CODES[code];
}

/** Sorted by how grave they are, then by where they stand. */
export function warningsOf(program: Program, facts: ShopFacts): Warning[] {
  const found = [
    ...earningWarnings(program, facts),
    ...rewardWarnings(program, facts),
    ...tierWarnings(program, facts),
    ...offerWarnings(program, facts),
    ...wordWarnings(program, facts),
  ];
  const order: Severity[] = ['stop', 'ask', 'hint'];
  return found.toSorted((one, other) => order.indexOf(severityOf(one)) - order.indexOf(severityOf(other)));
}
