/** Warnings about earning: nothing to earn, campaigns, deeds that nothing reports, the life of points. */
import type { Campaign, EarningRule } from '#app/core/program/earning-rules.ts';
import type { Program } from '#app/core/program/program.ts';
import type { ShopFacts, Warning } from '#app/core/program/warnings.ts';

/** Three years of 365 days: below, German and Austrian courts have objected. */
const SAFE_EXPIRY_DAYS = 1_095;
const DAYS_PER_MONTH = 365.25 / 12;
const SAFE_NOTICE_DAYS = 60;
/** What nobody reports by itself: a review app or Flow must. Answers to surveys and posts that staff approve are our own. */
const REPORTED_BY_OTHERS: readonly string[] = ['review', 'photoReview', 'completeProfile', 'custom'];

export function earningWarnings(program: Program, { today }: ShopFacts): Warning[] {
  const { rules, campaigns } = program.earning;
  return [
    ...(program.active ? [] : [warning('paused', 'active')]),
    ...(program.stage === 'test' && program.testers.length === 0
      ? [warning('testersMissing', 'testers')]
      : []),
    ...(rules.some(givesPoints) ? [] : [warning('noEarning', 'earning.rules')]),
    ...rules.flatMap((rule, index) => ruleWarnings(rule, `earning.rules.${index}`, program)),
    ...campaigns.flatMap((one, index) => campaignWarnings(one, index, program, today)),
    ...lifeWarnings(program),
    ...referralWarnings(program),
  ];
}

function givesPoints(rule: EarningRule): boolean {
  return rule.active && 'points' in rule && rule.points > 0;
}

function ruleWarnings(rule: EarningRule, path: string, program: Program): Warning[] {
  if (!rule.active) return [];
  const names = rule.title ?? {};
  const isDeed = rule.kind === 'deed';
  return [
    ...unknownTiers(rule, path, program),
    ...(rule.kind === 'goodsFactor' && rule.factor === 1
      ? [warning('factorOfOne', `${path}.factor`, { names })]
      : []),
    ...((isDeed && REPORTED_BY_OTHERS.includes(rule.deed)) || rule.kind === 'visitStreak'
      ? [warning('deedUnheard', isDeed ? `${path}.deed` : `${path}.days`)]
      : []),
    ...(isDeed && rule.deed === 'newsletter' ? [warning('newsletterLaw', `${path}.deed`)] : []),
    ...(isDeed && (rule.deed === 'review' || rule.deed === 'photoReview')
      ? [warning('reviewLaw', `${path}.deed`)]
      : []),
    ...(rule.kind === 'margin' ? [warning('marginNeedsCost', `${path}.points`)] : []),
  ];
}

function unknownTiers(rule: EarningRule | Campaign, path: string, { tiers }: Program): Warning[] {
  const known = tiers.list.map(({ id }) => id);
  const lost = (rule.tiers ?? []).some((id) => !known.includes(id));
  return lost ? [warning('tierUnknown', `${path}.tiers`, { names: rule.title ?? {} })] : [];
}

function campaignWarnings(one: Campaign, index: number, program: Program, today: string): Warning[] {
  const path = `earning.campaigns.${index}`;
  if (!one.active) return [];
  const names = one.title ?? {};
  const over = one.until < today;
  const overlapping = program.earning.campaigns
    .slice(0, index)
    .find(
      (other) =>
        other.active &&
        other.kind === 'factor' &&
        one.kind === 'factor' &&
        other.from <= one.until &&
        one.from <= other.until &&
        other.until >= today,
    );
  return [
    ...unknownTiers(one, path, program),
    ...(over ? [warning('campaignOver', `${path}.until`, { names, day: one.until })] : []),
    ...(overlapping && !over
      ? [warning('campaignsOverlap', `${path}.from`, { names, other: overlapping.title ?? {} })]
      : []),
    ...(one.kind === 'factor' && one.factor === 1
      ? [warning('factorOfOne', `${path}.factor`, { names })]
      : []),
  ];
}

function lifeWarnings({ expiry, hold }: Program): Warning[] {
  const days = lifeDays(expiry);
  const field = {
    never: 'kind',
    afterMonths: 'months',
    afterDays: 'days',
    inactivity: 'days',
    fixedDate: 'atLeastDays',
  };
  return [
    ...(days !== null && days < SAFE_EXPIRY_DAYS
      ? [warning('expiryShort', `expiry.${field[expiry.kind]}`, { days })]
      : []),
    ...(expiry.kind !== 'never' && expiry.existing === 'apply' && expiry.noticeDays < SAFE_NOTICE_DAYS
      ? [warning('noticeShort', 'expiry.noticeDays', { days: expiry.noticeDays })]
      : []),
    ...(hold.days === 0 ? [warning('noHold', 'hold.days')] : []),
  ];
}

/** How long points live at least; null when they do not expire. */
export function lifeDays(expiry: Program['expiry']): number | null {
  switch (expiry.kind) {
    case 'never':
      return null;
    case 'afterMonths':
      return Math.round(expiry.months * DAYS_PER_MONTH);
    case 'afterDays':
    case 'inactivity':
      return expiry.days;
    case 'fixedDate':
      return expiry.atLeastDays;
  }
}

export function warning(code: Warning['code'], path: string, values: Warning['values'] = {}): Warning {
  return { code, path, values };
}

/** Recommending that brings nothing, that pays before the order is safe, or that nobody can do. */
function referralWarnings({ referrals, earning, hold }: Program): Warning[] {
  const index = earning.rules.findIndex(
    (rule) => rule.active && rule.kind === 'deed' && rule.deed === 'referral',
  );
  if (!referrals.active) return index < 0 ? [] : [warning('referralRuleIdle', `earning.rules.${index}.deed`)];
  return [
    ...(index < 0 ? [warning('referralNothing', 'referrals.active')] : []),
    ...(hold.days === 0 && hold.after === 'paid' ? [warning('referralNoHold', 'referrals.active')] : []),
  ];
}
