/** The languages in which the program speaks to shoppers, and how: du or Sie in German, ss instead of ß in Switzerland. */

export const SHOPPER_LANGUAGES = ['en', 'de', 'fr', 'it', 'es', 'nl', 'pl'] as const;
export type ShopperLanguage = (typeof SHOPPER_LANGUAGES)[number];
/** One text in every language. */
export type InEveryLanguage<Text = string> = Record<ShopperLanguage, Text>;

export type Speech = {
  language: ShopperLanguage;
  /** BCP 47, for numbers, money and dates: the language with the region that was asked for. */
  tag: string;
};

/** How to speak to someone who asks for a BCP 47 tag, or for the first of an Accept-Language header; else English. */
export function speechOf(asked: string | null | undefined): Speech {
  const [, language = '', region] = /^([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?\b/i.exec(asked ?? '') ?? [];
  const spoken = SHOPPER_LANGUAGES.find((one) => one === language.toLowerCase());
  if (!spoken) return { language: 'en', tag: 'en' };
  return { language: spoken, tag: region ? `${spoken}-${region.toUpperCase()}` : spoken };
}

/** A text of ours as it is spelt there: Swiss German has no ß. */
export function speltIn(text: string, { tag }: Speech): string {
  return tag === 'de-CH' || tag === 'de-LI' ? text.replaceAll('ß', 'ss') : text;
}

/** The merchant's text for a tag: its own, that of its language, English, or whatever there is. */
export function inOwnLanguage<Text>(texts: Record<string, Text>, tag: string): Text | undefined {
  const language = tag.split('-')[0] ?? '';
  return texts[tag] ?? texts[language] ?? texts.en ?? Object.values(texts)[0];
}
