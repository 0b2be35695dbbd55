/** Spoils a sound body in the ways in which bodies are spoiled: by values, by shape, and as text. */
import type { Random } from '../../../sandbox/store/random.ts';
import { toTree, type Tree, writeTree } from './json-tree.ts';

const DEEP = 10_000;
const quoted = (...texts: string[]) => texts.map((text) => JSON.stringify(text));

const NUMBERS = [
  ...['9007199254740991', '9007199254740993', '18446744073709551617', '12345678901234567890123'],
  ...['1e309', '-1e309', '-0', '0', '-1', '-5.00', '1.5', '0.1', '1e-7', '1e5', '5E+2', '2147483648'],
  ...['99999999999999999.99', '19.990000000000000001', '0.30000000000000004', '9223372036854775808'],
];
const NUMBER_TEXTS = quoted(
  ...[
    '1e309',
    'NaN',
    'Infinity',
    '-Infinity',
    '-0',
    '-5.00',
    '0x10',
    '1_000',
    '12,50',
    '1e3',
    ' 12.00',
    '12.',
  ],
  ...[
    '.5',
    '12.345',
    '12.3450000000000000000',
    '9'.repeat(39),
    '١٢',
    '１２',
    '9999999999999.99',
    '1000000000000000',
  ],
);
const TEXTS = quoted(
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '\udfff x',
    'x\ud83d',
    '\u202eabc',
    '\u200b\u200d\ufeff',
    '🜁',
    'é',
    'null',
  ],
  ...[
    "'; DROP TABLE members; --",
    '<script>alert(1)</script>',
    '{{7*7}}',
    '../../etc/passwd',
    '%00',
    '__proto__',
  ],
  ...['x'.repeat(1_001), 'ß'.repeat(255), '\u0301'.repeat(300), '\n\r\t\b\f', '\\u0000', 'true'],
);
const DATES = quoted(
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00Z', '-271821-04-20T00:00:00Z'],
  ...[
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:00:00Z',
    '2199-12-31T00:00:00Z',
    '2026-02-30T00:00:00Z',
    'tomorrow',
  ],
  ...[
    '2026-11-20T25:61:00Z',
    '2026-11-20',
    '2026-11-20T12:00:00+14:00',
    '2026-11-20T12:00:00-99:99',
    '1',
    '0',
  ],
);
const IDS = [
  ...[
    '9007199254740993',
    '9007199254740995',
    '18446744073709551615',
    '0',
    '-1',
    '1.0',
    '1.5',
    '1e3',
    '007',
    'null',
  ],
  ...quoted(
    '9007199254740993',
    '00012',
    '12a',
    '1e3',
    '-5',
    '',
    '\0',
    '99999999999999999999',
    '1'.repeat(40),
  ),
  ...quoted('gid://shopify/Order/9007199254740993', 'gid://shopify/Customer/9007199254740995'),
  ...quoted('gid://shopify/Order/12\u00003', 'gid://shopify/Customer/12\ud8003', '12\u00003', '\ud80012'),
  ...quoted(
    'gid://shopify/Order/1e3',
    'gid://shopify/Order/',
    'gid://shopify/Customer/12?x=1',
    'gid://evil/Order/1',
  ),
];
const CURRENCIES = quoted('USD', 'JPY', 'KWD', 'XXX', 'eur', 'EU', 'EURO', '\0\0\0', '€€€', '');
const SHAPES = [
  ...['null', 'true', 'false', '[]', '{}', '[[]]', '[null]', '{"a":{"a":{}}}', '{"length":2}', '[{}]'],
  ...['{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}', '{"toString":1,"valueOf":2}'],
];
/** Dear ones: seldom. */
const HUGE = [
  () => '['.repeat(DEEP) + ']'.repeat(DEEP),
  () => '{"a":'.repeat(DEEP) + '1' + '}'.repeat(DEEP),
  () => `[${'0,'.repeat(20_000)}0]`,
  () => `[${'{},'.repeat(5_000)}{}]`,
  () => JSON.stringify('x'.repeat(100_000)),
];
const KEYS = ['__proto__', 'constructor', 'toString', 'note', 'x\0y', '', 'hasOwnProperty', 'id', 'currency'];

/** What a value with this name is likely to be. */
const KINDS: [RegExp, string[]][] = [
  [/(^|_)id$|customerId|Id$/, IDS],
  [/price|amount|subtotal|total|tax|pence|discount|percent|enter|keep/i, [...NUMBER_TEXTS, ...NUMBERS]],
  [/quantity|points|days|count|score/i, [...NUMBERS, ...NUMBER_TEXTS]],
  [/_at$|^at$|At$|date|from|until/i, DATES],
  [/currency/, CURRENCIES],
];
const ANY = [...NUMBERS, ...NUMBER_TEXTS, ...TEXTS, ...DATES, ...IDS, ...CURRENCIES, ...SHAPES];

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** @returns the spoiled text; one to four faults, at times none that matters. */
export function mutateJson(random: Random, value: unknown): string {
  const tree = toTree(value);
  const faults = 1 + Math.floor(random() * 4);
  for (let fault = 0; fault < faults; fault += 1) mutateTree(random, tree);
  const text = writeTree(tree);
  return random() < 0.08 ? mutateText(random, text) : text;
}

type Holder = Exclude<Tree, { kind: 'raw' }>;
type Slot = { holder: Holder; index: number; key: string };

function slotsOf(tree: Tree, found: Slot[] = []): Slot[] {
  if (tree.kind === 'raw') return found;
  const children = tree.kind === 'list' ? tree.items.map((one) => ['', one] as const) : tree.entries;
  children.forEach(([key, child], index) => {
    found.push({ holder: tree, index, key });
    slotsOf(child, found);
  });
  return found;
}

function mutateTree(random: Random, tree: Tree): void {
  const slots = slotsOf(tree);
  if (slots.length === 0) return;
  // Half of the faults strike what the app is likely to read.
  const telling = slots.filter(({ key }) => KINDS.some(([pattern]) => pattern.test(key)));
  const slot = pick(random, random() < 0.5 && telling.length > 0 ? telling : slots);
  pick(random, FAULTS)(random, slot, slots);
}

function get({ holder, index }: Slot): Tree {
  const found = holder.kind === 'list' ? holder.items[index] : holder.entries[index]?.[1];
  return found ?? { kind: 'raw', text: 'null' };
}

function set({ holder, index }: Slot, value: Tree): void {
  if (holder.kind === 'list') holder.items[index] = value;
  else if (holder.entries[index]) holder.entries[index][1] = value;
}

function valueFor(random: Random, key: string): Tree {
  if (random() < 0.02) return { kind: 'raw', text: pick(random, HUGE)() };
  const fitting = KINDS.find(([pattern]) => pattern.test(key))?.[1];
  return { kind: 'raw', text: pick(random, fitting && random() < 0.7 ? fitting : ANY) };
}

type Fault = (random: Random, slot: Slot, slots: Slot[]) => void;

const replace: Fault = (random, slot) => set(slot, valueFor(random, slot.key));

const leaveOut: Fault = (_random, { holder, index }) => {
  if (holder.kind === 'list') holder.items.splice(index, 1);
  else holder.entries.splice(index, 1);
};

const repeat: Fault = (random, slot) => {
  const { holder, index } = slot;
  if (holder.kind === 'list') {
    const times = pick(random, [1, 1, 2, 10, 300]);
    holder.items.splice(index, 0, ...Array.from({ length: times }, () => get(slot)));
    return;
  }
  const twin: [string, Tree] = [slot.key, random() < 0.5 ? get(slot) : valueFor(random, slot.key)];
  holder.entries.splice(random() < 0.5 ? index : holder.entries.length, 0, twin);
};

const add: Fault = (random, { holder }) => {
  if (holder.kind === 'list') holder.items.push(valueFor(random, ''));
  else holder.entries.push([pick(random, KEYS), valueFor(random, '')]);
};

/** A copy, for a value put into itself would have no end. */
const exchange: Fault = (random, slot, slots) => {
  const other = pick(random, slots);
  const [one, two] = [structuredClone(get(slot)), structuredClone(get(other))];
  set(slot, two);
  if (one.kind === 'raw' && two.kind === 'raw') set(other, one);
};

const wrap: Fault = (random, slot) => {
  const value = get(slot);
  set(slot, random() < 0.5 ? { kind: 'list', items: [value] } : { kind: 'record', entries: [['x', value]] });
};

const alter: Fault = (random, slot) => {
  const value = get(slot);
  if (value.kind !== 'raw') return;
  const changes = [
    (text: string) => `-${text}`,
    (text: string) => text.replace(/^"(.*)"$/s, '$1') || 'null',
    (text: string) => JSON.stringify(text),
    (text: string) => text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
    (text: string) => text.replace(/^"/, '"\\u0000'),
    (text: string) => text.replace(/"$/, '\\ud800"'),
    (text: string) => text.replace(/"$/, '\\u200b"'),
    (text: string) => text.replace(/\d+/, (digits) => `${digits}${digits}`),
  ];
  set(slot, { kind: 'raw', text: pick(random, changes)(value.text) });
};

const FAULTS: Fault[] = [
  replace,
  replace,
  replace,
  replace,
  alter,
  alter,
  leaveOut,
  repeat,
  add,
  exchange,
  wrap,
];

/** No tree any more: cut, torn, with strange signs between. */
export function mutateText(random: Random, text: string): string {
  const at = Math.floor(random() * (text.length + 1));
  const sign = pick(random, [
    '\0',
    '\ufeff',
    '"',
    '}',
    '{',
    ',',
    '\\',
    '\u2028',
    '/**/',
    'NaN',
    '\ud800',
    "'",
    ' ',
  ]);
  return pick(random, [
    () => text.slice(0, at),
    () => text.slice(0, at) + sign + text.slice(at),
    () => text.slice(0, at) + text.slice(at + 1),
    () => `${sign}${text}`,
    () => `${text}${sign}`,
    () => text.replaceAll(',', ' ,\n'),
    () => `[${text}]`,
    () => text + text,
    () => '',
  ])();
}
