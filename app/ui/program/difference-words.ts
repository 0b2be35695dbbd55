/** What differs between two programs, in words: which thing, which field, before and after. Pure. */
import { comparePrograms, type ProgramDifference } from '#app/core/program/compare-programs.ts';
import type { Program } from '#app/core/program/program.ts';
import { offerTitle } from '#app/core/offers/offer-plan.ts';
import { titleOf } from '#app/core/shopper/reward-titles.ts';
import { fieldKey, wordFor } from '#app/ui/program/form/field-key.ts';
import {
  campaignSentence,
  money,
  offerSentence,
  ruleSentence,
  spanOf,
  type Telling,
  tierSentence,
} from '#app/ui/program/sentences.ts';

export type Words = {
  labels: Record<string, string>;
  values: Record<string, string>;
  missing: string;
  yes: string;
  no: string;
  quote: (text: string) => string;
  goodsNames: Record<string, string>;
  currency: string;
};

export type DifferenceView = { path: string; what: string; before: string; after: string };

export function tellDifferences(
  before: Program,
  after: Program,
  telling: Telling,
  words: Words,
): DifferenceView[] {
  return comparePrograms(before, after).map((difference) => ({
    path: difference.path,
    what: whatOf(difference, before, after, telling, words),
    before: sideText(difference.path, difference.before, before, telling, words),
    after: sideText(difference.path, difference.after, after, telling, words),
  }));
}

const THING = /^(earning\.rules|earning\.campaigns|rewards|offers|tiers\.list)\.([^.(]+)(\..+)?$/;

/** "Reward “5 € off” › Price in points". */
function whatOf(
  { path }: ProgramDifference,
  before: Program,
  after: Program,
  telling: Telling,
  words: Words,
): string {
  const label = labelOf(path, words);
  const place = THING.exec(path);
  if (!place) return label;
  const [, list = '', id = '', field] = place;
  const name = nameOf(list, id, after, telling, words) ?? nameOf(list, id, before, telling, words) ?? id;
  const thing = `${labelOf(`${list}.${id}`, words)} ${words.quote(name)}`;
  return field === undefined ? thing : `${thing} › ${label}`;
}

function labelOf(path: string, { labels }: Words): string {
  const key = fieldKey(path);
  return wordFor(labels, key) ?? wordFor(labels, `${key}.*`) ?? wordFor(labels, parentOf(key)) ?? key;
}

function parentOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('.')));
}

function nameOf(
  list: string,
  id: string,
  { earning, rewards, offers, tiers }: Program,
  telling: Telling,
  { currency }: Words,
): string | undefined {
  const { named } = telling;
  const byId = <T extends { id: string }>(things: T[]) => things.find((one) => one.id === id);
  if (list === 'earning.rules') {
    const rule = byId(earning.rules);
    return rule && (named(rule.title ?? {}) ?? ruleSentence(rule, telling));
  }
  if (list === 'earning.campaigns') {
    const campaign = byId(earning.campaigns);
    return campaign && (named(campaign.title ?? {}) ?? campaignSentence(campaign, telling));
  }
  if (list === 'rewards') {
    const reward = byId(rewards);
    return reward && named({ ...titleOf(reward, currency), ...reward.title });
  }
  if (list === 'offers') {
    const offer = byId(offers);
    return offer && named({ ...offerTitle(offer, currency), ...offer.title });
  }
  return named(byId(tiers.list)?.name ?? {});
}

/** A thing that is new or gone is told in its own sentence. */
function sideText(path: string, value: unknown, program: Program, telling: Telling, words: Words): string {
  const [, list = '', id = '', field] = THING.exec(path) ?? [];
  if (value === undefined || list === '' || field !== undefined)
    return valueText(path, value, program, telling, words);
  const { earning, rewards, offers, tiers } = program;
  const rule = list === 'earning.rules' && earning.rules.find((one) => one.id === id);
  if (rule) return ruleSentence(rule, telling);
  const campaign = list === 'earning.campaigns' && earning.campaigns.find((one) => one.id === id);
  if (campaign) return `${campaignSentence(campaign, telling)}, ${spanOf(campaign, telling)}`;
  const tier = list === 'tiers.list' && tiers.list.find((one) => one.id === id);
  if (tier) return tierSentence(tier, tiers.basis, telling);
  const offer = list === 'offers' && offers.find((one) => one.id === id);
  if (offer) return offerSentence(offer, telling);
  const reward = rewards.find((one) => one.id === id);
  const price = reward ? telling.texts.points(reward.points, telling.format.number(reward.points)) : '';
  return `${nameOf(list, id, program, telling, words) ?? id}: ${price}`;
}

const MONEY = new Set([
  'rule.perAmount',
  'rule.minimumSubtotal',
  'campaign.minimumSubtotal',
  'rule.amount',
  'reward.amount',
  'reward.minimumSubtotal',
  'offer.amount',
  'offer.minimumSubtotal',
  'tier.perks.freeShipping.from',
]);

/** A value in words; what has fields of its own is told field by field. */
function valueText(path: string, value: unknown, program: Program, telling: Telling, words: Words): string {
  const key = fieldKey(path);
  const again = (inner: string, part: unknown) => valueText(inner, part, program, telling, words);
  if (value === undefined || value === null) return words.missing;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return telling.format.number(value);
  if (typeof value === 'string') return textOf(key, value, program, telling, words);
  if (Array.isArray(value)) {
    if (value.length === 0) return words.missing;
    return value
      .map((item: unknown, index) => again(isPart(item) ? `${path}.${index}` : path, item))
      .join(', ');
  }
  if (!isPart(value)) return words.missing;
  return Object.entries(value)
    .filter(([name]) => name !== 'id')
    .map(([name, part]) => {
      const inner = `${path}.${name}`;
      const label = wordFor(words.labels, fieldKey(inner));
      return label === undefined ? again(inner, part) : `${label}: ${again(inner, part)}`;
    })
    .join('; ');
}

function textOf(key: string, text: string, program: Program, telling: Telling, words: Words): string {
  const choice = wordFor(words.values, `${key}=${text}`);
  if (choice !== undefined) return choice;
  if (MONEY.has(key)) return money(text, telling.format);
  if (key === 'tier.enter' || key === 'tier.keep')
    return program.tiers.basis === 'spend'
      ? money(text, telling.format)
      : telling.format.number(Number(text));
  if (key === 'offer.audience.segment') return telling.segmentName(text);
  if (key.endsWith('.tiers') || key === 'offer.audience.tierId') return telling.tierName(text);
  if (/\.(from|until)$/.test(key)) return telling.day(text);
  const goods = /(products|variants|collections)$/i.exec(key)?.[1];
  return (goods && words.goodsNames[`${goods.toLowerCase()}:${text}`]) ?? text;
}

function isPart(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
