/**
 * Shopify's search syntax, as far as apps use it: `field:value`, `field:>=value`, quotes, AND (also by a blank),
 * OR, NOT and `-`. Words without a field search the default texts. A field that is not known here is an error.
 */
export type SearchFields<Item> = Record<
  string,
  (item: Item) => string | number | boolean | null | (string | null)[]
>;

type Term = { field: string | null; operator: string; value: string; negated: boolean };

export class SearchError extends Error {}

export function search<Item>(
  items: Item[],
  query: string | null | undefined,
  fields: SearchFields<Item>,
  texts: (item: Item) => (string | null)[],
): Item[] {
  if (!query || query.trim() === '') return items;
  const groups = query.split(/\s+OR\s+/).map(parseTerms);
  for (const term of groups.flat()) {
    if (term.field !== null && !(term.field in fields)) {
      throw new SearchError(`sandbox: search by "${term.field}" is not simulated`);
    }
  }
  return items.filter((item) =>
    groups.some((terms) => terms.every((term) => matches(item, term, fields, texts))),
  );
}

function parseTerms(text: string): Term[] {
  const terms: Term[] = [];
  const pattern = /(NOT\s+|-)?(?:(\w+):)?(>=|<=|>|<)?(?:"([^"]*)"|'([^']*)'|([^\s()"']+))/g;
  for (const match of text.replace(/\bAND\b/g, ' ').matchAll(pattern)) {
    const value = match[4] ?? match[5] ?? match[6] ?? '';
    terms.push({
      negated: match[1] !== undefined,
      field: match[2] ?? null,
      operator: match[3] ?? '=',
      value,
    });
  }
  return terms;
}

function matches<Item>(
  item: Item,
  term: Term,
  fields: SearchFields<Item>,
  texts: (item: Item) => (string | null)[],
): boolean {
  const read = term.field === null ? undefined : fields[term.field];
  const found = read ? [read(item)].flat() : texts(item);
  const result = found.some((value) => (read ? compare(value, term) : contains(value, term.value)));
  return term.negated ? !result : result;
}

function contains(value: unknown, wanted: string): boolean {
  return typeof value === 'string' && value.toLowerCase().includes(wanted.toLowerCase());
}

function compare(value: unknown, { operator, value: wanted }: Term): boolean {
  if (value === null || value === undefined) return false;
  if (wanted === '*') return true;
  const [left, right] = comparable(value, wanted);
  if (operator === '=') {
    if (typeof left === 'number') return left === right;
    const pattern = String(right).toLowerCase();
    return pattern.endsWith('*')
      ? String(left).toLowerCase().startsWith(pattern.slice(0, -1))
      : String(left).toLowerCase() === pattern;
  }
  if (operator === '>=') return left >= right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left < right;
}

/** Instants and ids compare as numbers (ids stay exact below 2^53, which the sandbox keeps for its own). */
function comparable(value: unknown, wanted: string): [string | number, string | number] {
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(wanted)))
    return [Date.parse(text), Date.parse(wanted)];
  if (/^\d+$/.test(text) && /^\d+$/.test(wanted) && text.length < 16) return [Number(text), Number(wanted)];
  return [text, wanted];
}
