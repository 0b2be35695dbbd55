/**
 * JSON without loss, beside the app's own reading of it: numbers stay the text that stood there, keys may stand there
 * twice, nesting is as deep as it likes. A strict reader, and a writer for what no honest sender would write.
 */

/** `text` stands there as it is: a scalar, or something that no tree holds. */
export type Tree =
  | { kind: 'raw'; text: string }
  | { kind: 'list'; items: Tree[] }
  | { kind: 'record'; entries: [key: string, value: Tree][] };

export function toTree(value: unknown): Tree {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(toTree) };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return { kind: 'record', entries: entries.map(([key, inner]) => [key, toTree(inner)]) };
  }
  return { kind: 'raw', text: JSON.stringify(value) };
}

export function writeTree(tree: Tree): string {
  if (tree.kind === 'raw') return tree.text;
  if (tree.kind === 'list') return `[${tree.items.map(writeTree).join(',')}]`;
  return `{${tree.entries.map(([key, value]) => `${JSON.stringify(key)}:${writeTree(value)}`).join(',')}}`;
}

/** A number as the text that stood there. */
export type Digits = { digits: string };
export type Strict = null | boolean | string | Digits | Strict[] | Map<string, Strict>;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
const WORDS: [string, Strict][] = [
  ['null', null],
  ['true', true],
  ['false', false],
];

/** RFC 8259 to the letter; of a key that stands there twice the last counts. @returns undefined when it is no JSON. */
export function readStrict(text: string): Strict | undefined {
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const take = (mark: string): boolean => {
    if (!text.startsWith(mark, at)) return false;
    at += mark.length;
    return true;
  };
  /** Containers that are open; a stack of our own, so that depth is no matter. */
  const open: { into: Strict[] | Map<string, Strict>; key: string }[] = [];
  let value: Strict | undefined;
  for (;;) {
    match(SPACE);
    value = undefined;
    if (take('[') || take('{')) {
      const isList = text[at - 1] === '[';
      const into: Strict[] | Map<string, Strict> = isList ? [] : new Map();
      match(SPACE);
      if (take(isList ? ']' : '}')) value = into;
      else {
        const key = isList ? '' : keyAt();
        if (key === undefined) return undefined;
        open.push({ into, key });
        continue;
      }
    } else value = scalarAt();
    if (value === undefined) return undefined;
    if (!close()) return undefined;
    if (open.length === 0) break;
  }
  match(SPACE);
  return at === text.length ? value : undefined;

  function scalarAt(): Strict | undefined {
    const quoted = quotedAt();
    if (quoted !== undefined) return quoted;
    for (const [word, meaning] of WORDS) if (take(word)) return meaning;
    const digits = match(NUMBER);
    return digits === undefined || digits === '' ? undefined : { digits };
  }

  function keyAt(): string | undefined {
    match(SPACE);
    const quoted = quotedAt();
    match(SPACE);
    return quoted !== undefined && take(':') ? quoted : undefined;
  }

  /** Sign by sign: a pattern for texts of megabytes runs out of stack. */
  function quotedAt(): string | undefined {
    if (text[at] !== '"') return undefined;
    let end = at + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    const meaning = stringOf(text.slice(at, end + 1));
    if (meaning !== undefined) at = end + 1;
    return meaning;
  }

  /** Puts the value into what holds it, and closes whatever ends there. @returns false when the text is none. */
  function close(): boolean {
    for (;;) {
      const holder = open.at(-1);
      if (!holder) return true;
      if (Array.isArray(holder.into)) holder.into.push(value ?? null);
      else holder.into.set(holder.key, value ?? null);
      match(SPACE);
      if (take(',')) {
        if (Array.isArray(holder.into)) return true;
        const key = keyAt();
        if (key === undefined) return false;
        holder.key = key;
        return true;
      }
      if (!take(Array.isArray(holder.into) ? ']' : '}')) return false;
      value = holder.into;
      open.pop();
    }
  }
}

/** @returns undefined for escapes that there are not, and for signs below the blank, which must be escapes. */
function stringOf(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}
