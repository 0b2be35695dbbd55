/**
 * What the storefront says of a program, in a shopper's language: panel, product, cart, rewards, ways to earn and tiers, in
 * the sentences of the theme. Pure; from the public program, which is all that the storefront knows.
 */
import type {
  LocalizedText,
  OwnText,
  PublicProgram,
  PublicRate,
  PublicTier,
} from '#app/core/contracts/public-program.ts';
import { formatMinor } from '#app/core/money.ts';
import { inOwnLanguage, type ShopperLanguage } from '#app/core/shopper/languages.ts';
import { pointsText } from '#app/core/shopper/points-name.ts';
import { moneyText, percentText } from '#app/core/shopper/reward-titles.ts';
import shopWords from '#app/ui/program/preview/shop-words.json' with { type: 'json' };

export type Visitor = {
  language: ShopperLanguage;
  tierId: string | null;
  /** Points that she can spend. */
  available: number;
  /** What the goods in the example give her. */
  earned: number;
};

export type ShopWindow = {
  launcher: string;
  panel: { title: string; balance: string; lines: string[] };
  rewardsTitle: string;
  rewards: { title: string; detail: string; action: string }[];
  earnTitle: string;
  ways: { title: string; limits: string; gives: string }[];
  hold: string;
  product: string;
  cart: { title: string; line: string };
  tiers: { title: string; heads: string[]; rows: { cells: string[]; own: boolean }[] } | null;
  guest: { title: string; lead: string };
};

const WORDS: Record<string, Record<string, string>> = shopWords;

/** Where each of the merchant's own texts stands in for one of ours. */
export const OWN_TEXT_KEYS: Record<OwnText, string> = {
  launcher: 'theme.launcher.guest',
  panelTitle: 'theme.panel.title',
  guestTitle: 'theme.panel.guest_title',
  guestLead: 'theme.earn.sign_up',
  earnTitle: 'theme.panel.earn',
  rewardsTitle: 'theme.panel.rewards',
  cartTitle: 'theme.cart.title',
  loyaltyTitle: 'theme.loyalty.title',
  loyaltyLead: 'theme.loyalty.lead',
  thanksTitle: 'checkout.earned.title',
  accountTitle: 'account.title',
};

/** Our own text, as the surfaces speak it: with Sie where the program says so. */
export function defaultText(key: OwnText, language: string, formality: PublicProgram['formality']): string {
  const path = OWN_TEXT_KEYS[key];
  const formal = path.replace(/^(\w+)\./, '$1.formal.');
  const words = WORDS[language] ?? {};
  return (formality === 'formal' ? words[formal] : undefined) ?? words[path] ?? '';
}

export function shopWindow(program: PublicProgram, visitor: Visitor): ShopWindow {
  const speaker = speakerOf(program, visitor.language);
  const { own, points, say } = speaker;
  const tier = program.tiers.find(({ id }) => id === visitor.tierId);
  return {
    launcher: own('launcher'),
    panel: {
      title: own('panelTitle'),
      balance: points(visitor.available),
      lines: program.active ? standingLines(program, visitor, speaker, tier) : [say('standing.paused')],
    },
    rewardsTitle: own('rewardsTitle'),
    rewards: program.active ? rewardsOf(program, visitor, speaker) : [],
    earnTitle: own('earnTitle'),
    ways: program.active ? waysOf(program, speaker, tier) : [],
    hold: holdOf(program, speaker),
    product: productLine(program, visitor, speaker),
    cart: { title: own('cartTitle'), line: cartLine(program, visitor, speaker) },
    tiers: program.active && program.tiers.length > 0 ? tiersOf(program, visitor, speaker) : null,
    guest: { title: own('guestTitle'), lead: own('guestLead') },
  };
}

type Speaker = {
  say: (key: string, values?: Record<string, string>) => string;
  points: (count: number) => string;
  money: (minor: number) => string;
  named: (names: LocalizedText) => string;
  own: (key: OwnText) => string;
  count: (key: string, count: number, values?: Record<string, string>) => string;
  language: ShopperLanguage;
};

function speakerOf(program: PublicProgram, language: ShopperLanguage): Speaker {
  const words = WORDS[language] ?? {};
  const fill = (text: string, values: Record<string, string>) =>
    text.replace(/\{\{ (\w+) \}\}/g, (whole, name: string) => values[name] ?? whole);
  const say = (key: string, values: Record<string, string> = {}) =>
    fill(words[`theme.${key}`] ?? key, values);
  return {
    say,
    language,
    points: (count) => pointsText(program.pointsName, count, language),
    money: (minor) => moneyText(formatMinor(minor, program.exponent), program.currency, language),
    named: (names) => inOwnLanguage(names, language) ?? '',
    own: (key) => program.texts[language]?.[key] ?? defaultText(key, language, program.formality),
    count: (key, count, values = {}) => {
      const form = new Intl.PluralRules(language).select(count);
      const text = words[`theme.${key}.${form}`] ?? words[`theme.${key}.other`] ?? key;
      return fill(text, { ...values, count: String(count) });
    },
  };
}

function standingLines(
  program: PublicProgram,
  { available }: Visitor,
  { say, points, money, named }: Speaker,
  tier: PublicTier | undefined,
): string[] {
  const ladder = byPrice(program);
  const best = ladder.findLast((reward) => reward.points <= available);
  const next = ladder.find((reward) => reward.points > available);
  const worth = Math.max(
    0,
    ...ladder
      .filter((reward) => reward.points <= available && reward.kind !== 'percentOff' && reward.amountMinor)
      .map((reward) => Math.floor(available / reward.points) * (reward.amountMinor ?? 0)),
  );
  return [
    ...(worth > 0 ? [say('standing.worth', { amount: money(worth) })] : []),
    ...(best && best.amountMinor === null ? [say('standing.enough', { reward: named(best.title) })] : []),
    ...(next
      ? [say('standing.next', { points: points(next.points - available), reward: named(next.title) })]
      : []),
    ...(tier ? [say('tier.yours', { tier: named(tier.names) })] : []),
  ];
}

function rewardsOf(
  program: PublicProgram,
  { available }: Visitor,
  { say, points, money, named }: Speaker,
): ShopWindow['rewards'] {
  return byPrice(program).map((reward) => {
    const minimum = reward.minimumSubtotalMinor;
    const cost = say('reward.cost', { points: points(reward.points) });
    return {
      title: named(reward.title),
      detail: minimum === null ? cost : `${cost}, ${say('reward.minimum', { amount: money(minimum) })}`,
      action:
        reward.points > available
          ? say('reward.missing', { points: points(reward.points - available) })
          : say('reward.redeem'),
    };
  });
}

function byPrice({ rewards }: PublicProgram): PublicProgram['rewards'] {
  return rewards.toSorted((one, other) => one.points - other.points);
}

function waysOf(program: PublicProgram, speaker: Speaker, tier: PublicTier | undefined): ShopWindow['ways'] {
  const { say, points, named, language } = speaker;
  const date = (day: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
  return program.ways.map((way) => {
    const names = program.tiers.filter(({ id }) => way.tiers?.includes(id)).map((one) => named(one.names));
    const rate = way.id === 'orders' && tier ? tier.rate : way.rate;
    const factor = (way.factorThousandths ?? 0) / 1_000;
    return {
      title: named(way.title),
      limits: [
        way.from ? say('earn.from', { date: date(way.from) }) : '',
        way.until ? say('earn.until', { date: date(way.until) }) : '',
        names.length > 0 ? say('earn.tiers', { tiers: names.join(', ') }) : '',
      ]
        .filter((limit) => limit !== '')
        .join(' '),
      gives:
        way.points !== null
          ? `+${points(way.points)}`
          : rate
            ? rateText(rate, speaker)
            : say('earn.times', { factor: new Intl.NumberFormat(language).format(factor) }),
    };
  });
}

function rateText(rate: PublicRate, { say, points, money }: Speaker): string {
  return say('earn.rate', { points: points(rate.points), amount: money(rate.perMinor) });
}

function holdOf({ hold }: PublicProgram, { say, count }: Speaker): string {
  if (hold.days === 0 && hold.after === 'paid') return say('earn.once_paid');
  return count('earn.usable', hold.days, { event: say(`earn.${hold.after}`) });
}

/** Prices hold tax that the program may leave out: then the shop says "up to". */
function isUpTo({ earning }: PublicProgram): boolean {
  return !earning.taxIncluded || earning.capped;
}

function productLine(program: PublicProgram, { earned }: Visitor, { say, points }: Speaker): string {
  if (earned === 0) return say('product.none');
  return say(isUpTo(program) ? 'product.up_to' : 'product.exact', { points: points(earned) });
}

function cartLine(program: PublicProgram, { earned }: Visitor, { say, points }: Speaker): string {
  if (earned === 0) return '';
  return say(isUpTo(program) ? 'cart.up_to' : 'cart.exact', { points: points(earned) });
}

function tiersOf(program: PublicProgram, { tierId }: Visitor, speaker: Speaker): ShopWindow['tiers'] {
  const { say, named } = speaker;
  const none = say('tiers.none');
  return {
    title: say('tiers.title'),
    heads: [say('tiers.tier'), say('tiers.from'), say('tiers.collect'), say('tiers.perks')],
    rows: program.tiers.map((tier) => ({
      own: tier.id === tierId,
      cells: [
        named(tier.names),
        tier.enter === null
          ? say('tiers.invited')
          : tier.enter === 0
            ? say('tiers.start')
            : basisText(program, tier.enter, speaker),
        tier.rate.points > 0 ? rateText(tier.rate, speaker) : none,
        perksOf(tier, speaker) || none,
      ],
    })),
  };
}

function basisText(
  { tierBasis }: PublicProgram,
  value: number,
  { money, points, count, say }: Speaker,
): string {
  switch (tierBasis) {
    case 'spend':
      return money(value);
    case 'points':
      return points(value);
    case 'orders':
      return count('tier.orders', value);
    case 'score':
      return say('tier.score', { count: String(value) });
  }
}

function perksOf(tier: PublicTier, { say, points, money, language }: Speaker): string {
  const from = tier.freeShippingFromMinor;
  return [
    ...(tier.discountPercent > 0
      ? [say('tier.discount', { percent: percentText(tier.discountPercent, language) })]
      : []),
    ...(from === 0 ? [say('tier.shipping')] : []),
    ...(from ? [say('tier.shipping_from', { amount: money(from) })] : []),
    ...(tier.entryGift > 0 ? [say('tier.gift', { points: points(tier.entryGift) })] : []),
  ].join(' · ');
}
