/** Rules of segments in words. Pure: words and formats are given. */
import type { OwnSegment, SegmentRule } from '#app/core/segments/rules.ts';
import { parseMinor } from '#app/core/money.ts';
import type { OwnSegmentTexts } from '#app/ui/texts/own-segments.ts';

export type RuleWords = {
  texts: OwnSegmentTexts;
  number: (value: number) => string;
  money: (minor: number) => string;
  exponent: number;
  tierName: (id: string) => string;
  segmentName: (id: string) => string;
  languageName: (tag: string) => string;
  monthName: (month: number) => string;
  day: (day: string) => string;
};

export function segmentSentence(
  { match, rules }: Pick<OwnSegment, 'match' | 'rules'>,
  words: RuleWords,
): string {
  const { and, or } = words.texts;
  return rules.map((one) => ruleWords(one, words)).join(match === 'all' ? and : or);
}

export function ruleWords(one: SegmentRule, words: RuleWords): string {
  const { texts, number, day } = words;
  const { says } = texts;
  const what = texts.kinds[one.kind];
  switch (one.kind) {
    case 'orders':
    case 'points':
      return spanWords(what, one.min, one.max, number, words);
    case 'spent':
    case 'basket':
      return spanWords(what, one.min, one.max, (amount) => moneyWords(amount, words), words);
    case 'lastOrder':
    case 'firstOrder':
    case 'known':
      return one.within ? says.within(what, number(one.days)) : says.longer(what, number(one.days));
    case 'tier':
      return says.list(what, one.tiers.map(words.tierName).join(', '));
    case 'language':
      return says.list(what, one.in.map(words.languageName).join(', '));
    case 'birthday':
      return says.list(what, words.monthName(one.month));
    case 'orderedSince':
      return says.list(what, day(one.day));
    case 'segment':
      return withIs(says.list(what, words.segmentName(one.segment)), one.is, texts);
    case 'bought':
      return withIs(says.list(what, one.productId), one.is, texts);
    case 'consent':
    case 'recommended':
      return withIs(what, one.is, texts);
  }
}

function withIs(what: string, is: boolean, { says }: OwnSegmentTexts): string {
  return is ? says.yes(what) : says.no(what);
}

function moneyWords(amount: string, { money, exponent }: RuleWords): string {
  const minor = parseMinor(amount, exponent);
  return minor === undefined ? amount : money(minor);
}

function spanWords<Value>(
  what: string,
  min: Value | undefined,
  max: Value | undefined,
  write: (value: Value) => string,
  { texts: { says } }: RuleWords,
): string {
  if (min !== undefined && max !== undefined) return says.between(what, write(min), write(max));
  if (min !== undefined) return says.from(what, write(min));
  return max === undefined ? what : says.upTo(what, write(max));
}
