/** The ways to earn that a shop window can tell of: every rule that is on and needs no segment, in words. */
import type { LocalizedText, PublicWay } from '#app/core/contracts/public-program.ts';
import { thousandths } from '#app/core/earning/rate.ts';
import type { Campaign, EarningRule } from '#app/core/program/earning-rules.ts';
import { rateFor, publicRate } from '#app/core/program/public-rates.ts';
import type { Program } from '#app/core/program/program.ts';
import {
  type InEveryLanguage,
  SHOPPER_LANGUAGES,
  type ShopperLanguage,
} from '#app/core/shopper/languages.ts';
import { moneyText } from '#app/core/shopper/reward-titles.ts';
import {
  NTH_ORDER_TITLE,
  SPEND_TITLE,
  STREAK_TITLE,
  WAY_TITLES,
  type WayKind,
} from '#app/core/shopper/way-titles.ts';

type Told = Pick<PublicWay, 'kind' | 'title'> &
  Partial<Pick<PublicWay, 'points' | 'rate' | 'factorThousandths'>>;

/** The plain rate comes first; the others in the merchant's order, campaigns last. */
export function publicWays(program: Program, currency: string): PublicWay[] {
  const plain = rateFor(program, null, currency);
  const orders: PublicWay[] =
    plain.points > 0 ? [way({ id: 'orders' }, { kind: 'order', title: WAY_TITLES.order, rate: plain })] : [];
  const { rules, campaigns } = program.earning;
  const others = rules
    .filter((rule) => isTold(rule) && !isPlain(rule))
    .flatMap((rule) => {
      const told = tellRule(rule, currency);
      return told ? [way(rule, told)] : [];
    });
  return [...orders, ...others, ...campaigns.filter(isTold).map((one) => way(one, tellCampaign(one)))];
}

type Conditions = Pick<EarningRule, 'id' | 'title' | 'from' | 'until' | 'tiers'>;

function way(conditions: Conditions, told: Told): PublicWay {
  return {
    id: conditions.id,
    points: null,
    rate: null,
    factorThousandths: null,
    ...told,
    title: { ...told.title, ...conditions.title },
    from: conditions.from ?? null,
    until: conditions.until ?? null,
    tiers: conditions.tiers ?? null,
  };
}

function isTold(rule: EarningRule | Campaign): boolean {
  return rule.active && !rule.segments && (!rule.channels || rule.channels.includes('online'));
}

/** Its rate is told with that of all goods, and with each tier's. */
function isPlain(rule: EarningRule): boolean {
  return rule.kind === 'orderAmount' && !rule.goods && !rule.from && !rule.until;
}

function tellRule(rule: EarningRule, currency: string): Told | undefined {
  switch (rule.kind) {
    case 'orderAmount':
      return {
        kind: 'goods',
        title: WAY_TITLES[rule.goods ? 'goodsMore' : 'more'],
        rate: publicRate(rule, 1, currency),
      };
    case 'margin':
      // Nobody outside knows the shop's margins.
      return undefined;
    case 'orderFlat':
      return { kind: 'order', title: WAY_TITLES.order, points: rule.points };
    case 'goodsFlat':
      return { kind: 'goods', title: WAY_TITLES.goods, points: rule.points };
    case 'goodsFactor':
      // Goods that earn less are told beside the goods, not advertised.
      return rule.factor > 1
        ? { kind: 'goods', title: WAY_TITLES.goodsMore, factorThousandths: thousandths(rule.factor) }
        : undefined;
    case 'deed':
      return { kind: 'deed', title: WAY_TITLES[rule.deed satisfies WayKind], points: rule.points };
    case 'birthday':
      return { kind: 'birthday', title: WAY_TITLES.birthday, points: rule.points };
    case 'visitStreak':
      return {
        kind: 'visits',
        title: each((language) => STREAK_TITLE[language](number(rule.days, language))),
        points: rule.points,
      };
    case 'orderCount':
      return {
        kind: 'milestone',
        title: each((language) => NTH_ORDER_TITLE[language](number(rule.count, language), rule.repeats)),
        points: rule.points,
      };
    case 'spendMilestone':
      return {
        kind: 'milestone',
        title: each((language) =>
          SPEND_TITLE[language](moneyText(rule.amount, currency, language), rule.repeats),
        ),
        points: rule.points,
      };
  }
}

function tellCampaign(campaign: Campaign): Told {
  const title = WAY_TITLES[campaign.goods ? 'goodsMore' : 'more'];
  return campaign.kind === 'factor'
    ? { kind: 'campaign', title, factorThousandths: thousandths(campaign.factor) }
    : { kind: 'campaign', title, points: campaign.points };
}

function each(text: (language: ShopperLanguage) => string): InEveryLanguage & LocalizedText {
  return Object.fromEntries(
    SHOPPER_LANGUAGES.map((language) => [language, text(language)]),
  ) as InEveryLanguage;
}

function number(value: number, language: ShopperLanguage): string {
  return new Intl.NumberFormat(language).format(value);
}
