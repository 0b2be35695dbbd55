/** Whom a rule keeps from buying, and what she reads: pure, and without Shopify's types. */
import type { AccessRule } from '../../../app/core/contracts/exclusive-access.ts';

export type Visitor = { tierId: string | undefined; segment: string | undefined };

/** What she reads when the rule names nothing of its own. Further languages are added here. */
const SENTENCES: Record<string, string> = {
  en: 'Your cart holds an item that is for certain members only.',
  de: 'Im Warenkorb liegt ein Artikel, den es nur für bestimmte Mitglieder gibt.',
};

export function mayBuy({ tiers, segments }: AccessRule, { tierId, segment }: Visitor): boolean {
  return (
    (tierId !== undefined && tiers.includes(tierId)) || (segment !== undefined && segments.includes(segment))
  );
}

/** In her language, as Shopify writes it (`DE`, `PT_BR`), else in English; the merchant's words before ours. */
export function refusalOf({ message }: AccessRule, language: string): string {
  const texts: Record<string, string> = { ...SENTENCES, ...message };
  const [main = '', region] = language.toLowerCase().split('_');
  return texts[`${main}-${region?.toUpperCase()}`] ?? texts[main] ?? texts.en ?? '';
}
