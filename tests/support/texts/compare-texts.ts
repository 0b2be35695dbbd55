/** Holds the two languages of a text module against each other, leaf by leaf; functions are called with marked values. */

type Both = { name: string; en: unknown; de: unknown };

/** Words that are the same in both languages, or names. */
const ALIKE = new Set(
  [
    'Treuwerk',
    'Shopify',
    'Shopify Flow',
    'Shopify Functions',
    'Team',
    'Mail',
    'Service',
    'Server',
    'Port',
    'Segment',
    'Premium',
    'Loox',
    'Stamped',
    'Okendo',
    'VIP',
    'TOP VIP',
    'Name',
    'Status',
    'Version',
    'Newsletter',
    'Code',
    'CSV',
    'Tag',
    'Tags',
    'Import',
    'Export',
    'Admin',
    'Smile.io',
    'LoyaltyLion',
    'Yotpo',
    'Rivo',
    'Joy',
    'BON',
    'Deutsch',
    'English',
    'POS',
    'Position',
    'Live',
    'Bonus',
  ].map((word) => word.toLowerCase()),
);

/** Each export that has an `en` and a `de`. */
export function readTexts(module: Record<string, unknown>): Both[] {
  return Object.entries(module).flatMap(([name, value]) =>
    isRecord(value) && 'en' in value && 'de' in value ? [{ name, en: value.en, de: value.de }] : [],
  );
}

/** Texts that the merchant gives to her customers. */
const TO_SHOPPERS = new Set(['windDownTexts.noticeText']);

/** In English the codes of the ledger are the words. */
const CODES = 'financeTexts.csv.words.';

export function compareTexts({ name, en, de }: Both): string[] {
  if (name.startsWith(CODES)) return [];
  if (en === undefined) return [`${name} is missing in en`];
  if (de === undefined) return [`${name} is missing in de`];
  if (typeof en === 'function' && typeof de === 'function') return compareSentences(name, en, de);
  if (isRecord(en) && isRecord(de)) {
    const keys = [...new Set([...Object.keys(en), ...Object.keys(de)])];
    return keys.flatMap((key) => compareTexts({ name: `${name}.${key}`, en: en[key], de: de[key] }));
  }
  return typeof en === 'string' && typeof de === 'string' ? compareWords(name, en, de) : [];
}

function compareWords(name: string, en: string, de: string): string[] {
  const findings: string[] = [];
  if (en === de && hasWords(en)) findings.push(`${name} is the same in both languages: ${en}`);
  if (!TO_SHOPPERS.has(name) && !/du oder Sie/.test(de) && /\b(du|dich|dir|dein|deine[mnrs]?)\b/.test(de))
    findings.push(`${name} says du: ${de}`);
  return findings;
}

function hasWords(text: string): boolean {
  const plain = text.replace(/«\d»/g, '').trim();
  if (ALIKE.has(plain.toLowerCase())) return false;
  return (
    plain.split(/\s+/).filter((word) => /^[\p{L}’-]{3,}[.,:!?]?$/u.test(word)).length > 1 ||
    /^\p{L}{4,}$/u.test(plain)
  );
}

type Sentence = (...values: unknown[]) => unknown;

/** Called with numbers and with texts: some tell one from many. A value that English says German must say, too. */
function compareSentences(name: string, english: unknown, german: unknown): string[] {
  const [en, de] = [english as Sentence, german as Sentence];
  const count = Math.max(en.length, de.length);
  for (const many of [2, 1]) {
    const said = [en, de].map((sentence) => trySaying(sentence, count, many));
    const [first, second] = said;
    if (typeof first !== 'string' || typeof second !== 'string') continue;
    const missing = marksIn(first).filter((mark) => !marksIn(second).includes(mark));
    if (missing.length > 0) return [`${name} leaves out what it is given in de`];
    const words = compareWords(name, first, second);
    if (words.length > 0) return words;
  }
  return [];
}

function trySaying(sentence: Sentence, count: number, many: number): unknown {
  const texts = Array.from({ length: count }, (_, index) => `«${index}»`);
  // A count comes first and is a number; all else are texts.
  for (const values of [[many, ...texts.slice(1)], texts]) {
    try {
      const said = sentence(...values);
      if (typeof said === 'string') return said;
    } catch {
      // It wants something else.
    }
  }
  return undefined;
}

function marksIn(text: string): string[] {
  return text.match(/«\d»/g) ?? [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
