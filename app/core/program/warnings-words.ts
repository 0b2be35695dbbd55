/** Warnings about words: own texts that are missing in a language; terms without an address. */
import type { LocalizedText } from '#app/core/contracts/public-program.ts';
import type { Program } from '#app/core/program/program.ts';
import type { ShopFacts, Warning } from '#app/core/program/warnings.ts';
import { warning } from '#app/core/program/warnings-earning.ts';

type Told = { path: string; texts: LocalizedText };

export function wordWarnings(program: Program, facts: ShopFacts): Warning[] {
  const { terms, joining } = program.people;
  return [
    ...missingTexts(program, facts),
    ...(terms && Object.keys(terms.url).length === 0
      ? [warning('termsWithoutAddress', 'people.terms.url')]
      : []),
    ...(joining === 'optIn' && !terms ? [warning('joiningWithoutTerms', 'people.joining')] : []),
  ];
}

/** One warning for each language that lacks something. */
function missingTexts(program: Program, { languages }: ShopFacts): Warning[] {
  const told = toldTexts(program);
  return languages.flatMap((language) => {
    const missing = told.filter(({ texts }) => !(language in texts));
    const [first] = missing;
    return first
      ? [warning('textMissing', first.path, { language, names: first.texts, count: missing.length })]
      : [];
  });
}

/** Texts that replace ours as soon as one language has them. */
function toldTexts({ earning, rewards, offers, tiers }: Program): Told[] {
  const titled = (list: readonly { title?: LocalizedText | undefined; active: boolean }[], path: string) =>
    list.flatMap(({ title, active }, index): Told[] =>
      title && active ? [{ path: `${path}.${index}.title`, texts: title }] : [],
    );
  return [
    ...titled(earning.rules, 'earning.rules'),
    ...titled(earning.campaigns, 'earning.campaigns'),
    ...titled(rewards, 'rewards'),
    ...titled(offers, 'offers'),
    ...offers.flatMap(({ text, active }, index): Told[] =>
      text && active ? [{ path: `offers.${index}.text`, texts: text }] : [],
    ),
    ...tiers.list.map(({ name }, index) => ({ path: `tiers.list.${index}.name`, texts: name })),
  ];
}
