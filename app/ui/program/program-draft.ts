/**
 * The program while it is being edited: text as typed, one flat value per field.
 *
 * Owns the way from a program to a draft and back. What the form does not show (other languages, other rules) is
 * kept as it was. A draft may be wrong; `checkDraft` says where.
 */
import { plainRate, type Program, type Reward } from '#app/core/program/program.ts';
import { type CodeReward, minimumOf } from '#app/core/program/rewards.ts';

export type RewardKind = Reward['kind'];

export type RewardDraft = {
  id: string;
  kind: RewardKind;
  points: string;
  amount: string;
  percent: string;
  minimumSubtotal: string;
  variantIds: string[];
  active: boolean;
  titles: { en: string; de: string };
  /** Days that store credit or a gift card lives. */
  expiresInDays: string;
  combinesWith: CodeReward['combinesWith'];
};

export type NameDraft = { one: string; other: string };

export type ProgramDraft = {
  active: boolean;
  earningPoints: string;
  perAmount: string;
  includeTax: boolean;
  includeShipping: boolean;
  storedValueEarns: boolean;
  posEarns: boolean;
  subscriptionEarns: boolean;
  holdDays: string;
  holdAfter: Program['hold']['after'];
  expiryKind: 'never' | 'after' | 'inactivity' | 'fixedDate';
  expiryCount: string;
  expiryUnit: 'months' | 'days';
  /** The day of `fixedDate`, and the days that points live at least until then. */
  expiryMonth: string;
  expiryDay: string;
  expiryAtLeastDays: string;
  validDays: string;
  unusedPart: Program['redemption']['unusedPart'];
  rewards: RewardDraft[];
  names: { en: NameDraft; de: NameDraft };
};

const DAYS_PER_MONTH = 365.25 / 12;
/** What the fields of other kinds hold until they are asked for. */
const DEFAULT_LIFE_DAYS = '1096';
const COMBINES = { order: false, product: true, shipping: true };
/** What the fields say until a merchant chooses: the three years that courts have not objected to. */
const DEFAULT_EXPIRY: ExpiryDraft = {
  expiryKind: 'never',
  expiryCount: '36',
  expiryUnit: 'months',
  expiryMonth: '12',
  expiryDay: '31',
  expiryAtLeastDays: '1096',
};

/** @param decimalMark how the merchant's language writes amounts: "5.00" or "5,00". */
export function draftOf(program: Program, decimalMark: string): ProgramDraft {
  const written = (decimal: string) => decimal.replace('.', decimalMark);
  const rule = plainRate(program);
  const { earning, hold, redemption, pointsName } = program;
  return {
    active: program.active,
    earningPoints: String(rule?.points ?? 1),
    perAmount: written(rule?.perAmount ?? '1.00'),
    includeTax: earning.includeTax,
    includeShipping: earning.includeShipping,
    storedValueEarns: earning.storedValueEarns,
    posEarns: earning.channels.pos,
    subscriptionEarns: earning.channels.subscription,
    holdDays: String(hold.days),
    holdAfter: hold.after,
    ...expiryDraft(program.expiry),
    validDays: String(redemption.validDays),
    unusedPart: redemption.unusedPart,
    rewards: program.rewards.map((reward) => rewardDraft(reward, written)),
    names: {
      en: pointsName.en ?? { one: 'point', other: 'points' },
      de: pointsName.de ?? { one: 'Punkt', other: 'Punkte' },
    },
  };
}

type ExpiryDraft = Pick<
  ProgramDraft,
  'expiryKind' | 'expiryCount' | 'expiryUnit' | 'expiryMonth' | 'expiryDay' | 'expiryAtLeastDays'
>;

function expiryDraft(expiry: Program['expiry']): ExpiryDraft {
  switch (expiry.kind) {
    case 'never':
      return DEFAULT_EXPIRY;
    case 'afterMonths':
      return { ...DEFAULT_EXPIRY, expiryKind: 'after', expiryCount: String(expiry.months) };
    case 'afterDays':
      return { ...DEFAULT_EXPIRY, expiryKind: 'after', ...spanDraft(expiry.days) };
    case 'inactivity':
      return { ...DEFAULT_EXPIRY, expiryKind: 'inactivity', ...spanDraft(expiry.days) };
    case 'fixedDate':
      return {
        ...DEFAULT_EXPIRY,
        expiryKind: 'fixedDate',
        expiryMonth: String(expiry.month),
        expiryDay: String(expiry.day),
        expiryAtLeastDays: String(expiry.atLeastDays),
      };
  }
}

function spanDraft(days: number): Pick<ProgramDraft, 'expiryCount' | 'expiryUnit'> {
  const months = Math.round(days / DAYS_PER_MONTH);
  return daysOfMonths(months) === days
    ? { expiryCount: String(months), expiryUnit: 'months' }
    : { expiryCount: String(days), expiryUnit: 'days' };
}

/** Untouched fields leave the rule as it was written; what it does to existing points is kept in any case. */
function expiryConfig(draft: ProgramDraft, base: Program): Record<string, unknown> {
  const before = expiryDraft(base.expiry);
  const fields = Object.keys(before) as (keyof ExpiryDraft)[];
  if (fields.every((field) => before[field] === draft[field])) return base.expiry;
  const transition =
    base.expiry.kind === 'never'
      ? {}
      : { existing: base.expiry.existing, noticeDays: base.expiry.noticeDays };
  switch (draft.expiryKind) {
    case 'never':
      return { kind: 'never' };
    case 'after':
      return draft.expiryUnit === 'months'
        ? { kind: 'afterMonths', months: readWhole(draft.expiryCount), ...transition }
        : { kind: 'afterDays', days: readWhole(draft.expiryCount), ...transition };
    case 'inactivity':
      return { kind: 'inactivity', days: expiryDays(draft), ...transition };
    case 'fixedDate':
      return {
        kind: 'fixedDate',
        month: readWhole(draft.expiryMonth),
        day: readWhole(draft.expiryDay),
        atLeastDays: readWhole(draft.expiryAtLeastDays),
        ...transition,
      };
  }
}

function rewardDraft(reward: Reward, written: (decimal: string) => string): RewardDraft {
  return {
    id: reward.id,
    kind: reward.kind,
    points: String(reward.points),
    amount: 'amount' in reward ? written(reward.amount) : '',
    percent: reward.kind === 'percentOff' ? written(String(reward.percent)) : '',
    minimumSubtotal: written(minimumOf(reward) ?? ''),
    variantIds: reward.kind === 'product' ? reward.variantIds : [],
    active: reward.active,
    titles: { en: reward.title?.en ?? '', de: reward.title?.de ?? '' },
    expiresInDays: 'expiresInDays' in reward ? String(reward.expiresInDays) : DEFAULT_LIFE_DAYS,
    combinesWith: 'combinesWith' in reward ? reward.combinesWith : COMBINES,
  };
}

/** The configuration to publish; fields that cannot be read as typed stay unreadable, so that the check finds them. */
export function configOf(draft: ProgramDraft, base: Program): Record<string, unknown> {
  const rule = plainRate(base);
  return {
    ...base,
    active: draft.active,
    earning: {
      ...base.earning,
      rules: base.earning.rules.map((one) =>
        one === rule
          ? { ...one, points: readWhole(draft.earningPoints), perAmount: readDecimal(draft.perAmount) }
          : one,
      ),
      includeTax: draft.includeTax,
      includeShipping: draft.includeShipping,
      storedValueEarns: draft.storedValueEarns,
      channels: { ...base.earning.channels, pos: draft.posEarns, subscription: draft.subscriptionEarns },
    },
    hold: { ...base.hold, days: readWhole(draft.holdDays), after: draft.holdAfter },
    expiry: expiryConfig(draft, base),
    rewards: draft.rewards.map((reward) => rewardConfig(reward, base)),
    redemption: { ...base.redemption, validDays: readWhole(draft.validDays), unusedPart: draft.unusedPart },
    pointsName: { ...base.pointsName, en: trimName(draft.names.en), de: trimName(draft.names.de) },
  };
}

function rewardConfig(reward: RewardDraft, base: Program): Record<string, unknown> {
  const before = base.rewards.find((candidate) => candidate.id === reward.id);
  const title = { ...before?.title, ...filled(reward.titles) };
  for (const language of ['en', 'de'] as const)
    if (reward.titles[language].trim() === '') delete title[language];
  return {
    id: reward.id,
    kind: reward.kind,
    points: readWhole(reward.points),
    active: reward.active,
    ...(isValueKind(reward.kind)
      ? { expiresInDays: readWhole(reward.expiresInDays) }
      : { combinesWith: reward.combinesWith }),
    ...(reward.kind === 'amountOff' || isValueKind(reward.kind)
      ? { amount: readDecimal(reward.amount) }
      : {}),
    ...(reward.kind === 'percentOff' ? { percent: readNumber(reward.percent) } : {}),
    ...(reward.kind === 'product' ? { variantIds: reward.variantIds } : {}),
    ...(reward.minimumSubtotal.trim() === '' ? {} : { minimumSubtotal: readDecimal(reward.minimumSubtotal) }),
    ...(Object.keys(title).length > 0 ? { title } : {}),
  };
}

/** Kinds that are given at once: they have an end of their own, and no cart. */
export function isValueKind(kind: RewardKind): boolean {
  return kind === 'storeCredit' || kind === 'giftCard';
}

const STEMS: Record<RewardKind, string> = {
  amountOff: 'amount-off',
  percentOff: 'percent-off',
  freeShipping: 'free-shipping',
  product: 'free-product',
  storeCredit: 'store-credit',
  giftCard: 'gift-card',
};

/** A reward to begin with; its id differs from all others of the draft. */
export function newReward(kind: RewardKind, existing: RewardDraft[], decimalMark: string): RewardDraft {
  const stem = STEMS[kind];
  const taken = new Set(existing.map((reward) => reward.id));
  let number = 1;
  while (taken.has(`${stem}-${number}`)) number += 1;
  return {
    id: `${stem}-${number}`,
    kind,
    points: '500',
    amount: kind === 'amountOff' || isValueKind(kind) ? `5${decimalMark}00` : '',
    percent: kind === 'percentOff' ? '10' : '',
    minimumSubtotal: '',
    variantIds: [],
    active: true,
    titles: { en: '', de: '' },
    expiresInDays: DEFAULT_LIFE_DAYS,
    combinesWith: {
      order: kind === 'freeShipping' || kind === 'product',
      product: true,
      shipping: kind !== 'freeShipping',
    },
  };
}

/** How long points live at least; undefined when they do not expire. */
export function shortestLifeDays(draft: ExpiryDraft): number | undefined {
  if (draft.expiryKind === 'never') return undefined;
  return draft.expiryKind === 'fixedDate' ? readWhole(draft.expiryAtLeastDays) : expiryDays(draft);
}

function expiryDays(draft: Pick<ProgramDraft, 'expiryCount' | 'expiryUnit'>): number {
  const count = readWhole(draft.expiryCount);
  return draft.expiryUnit === 'months' ? daysOfMonths(count) : count;
}

function daysOfMonths(months: number): number {
  return Math.round(months * DAYS_PER_MONTH);
}

function readWhole(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
}

function readNumber(text: string): number {
  const decimal = readDecimal(text);
  return /^\d+(\.\d+)?$/.test(decimal) ? Number(decimal) : Number.NaN;
}

/** "5,00" as Germans type it becomes "5.00" as the program stores it. */
function readDecimal(text: string): string {
  const trimmed = text.trim();
  return /^\d+,\d+$/.test(trimmed) ? trimmed.replace(',', '.') : trimmed;
}

function trimName(name: NameDraft): NameDraft {
  return { one: name.one.trim(), other: name.other.trim() };
}

function filled(titles: RewardDraft['titles']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(titles)
      .map(([language, text]) => [language, text.trim()])
      .filter(([, text]) => text !== ''),
  );
}
