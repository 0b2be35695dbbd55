/**
 * Subscription filters and field lists of shopify.app.toml. Kept: terms `field:value`, `field:>=n`, `field:*`
 * with dotted paths, joined by AND, OR and NOT without brackets. Anything else is an error at the start, not a
 * delivery that silently differs from Shopify's.
 */
import { exactNumber } from '../store/ids.ts';

type Body = Record<string, unknown>;

export function checkFilter(filter: string): void {
  for (const term of filter.split(/\s+(?:AND|OR)\s+/)) {
    if (!/^(?:NOT\s+|-)?[\w.]+:(?:>=|<=|>|<)?[^\s()]+$/.test(term.trim())) {
      throw new Error(`sandbox: the webhook filter "${filter}" is not simulated`);
    }
  }
}

export function passesFilter(filter: string | null, body: Body): boolean {
  if (filter === null || filter.trim() === '') return true;
  return filter
    .split(/\s+OR\s+/)
    .some((part) => part.split(/\s+AND\s+/).every((term) => holds(term.trim(), body)));
}

/** The text of a body with nothing but the fields that were asked for. Ids keep every digit. */
export function withOnly(fields: string[] | null, text: string): string {
  if (fields === null) return text;
  const body = JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown) as Body;
  return JSON.stringify(onlyFields(fields, body));
}

/** Numbers that JavaScript cannot hold stay the text that stood there, and are written as it. */
function keepDigits(_key: string, value: unknown, { source }: { source?: string }): unknown {
  if (typeof value !== 'number' || !source || !/^-?\d{16,}$/.test(source)) return value;
  return exactNumber(source);
}

export function onlyFields(fields: string[] | null, body: Body): Body {
  if (fields === null) return body;
  const kept: Body = {};
  for (const field of fields) copyPath(field.split('.'), body, kept);
  return kept;
}

function holds(term: string, body: Body): boolean {
  const negated = /^(?:NOT\s+|-)/.test(term);
  const match = /^(?:NOT\s+|-)?([\w.]+):(>=|<=|>|<)?(.+)$/.exec(term);
  if (!match) return false;
  const values = valuesAt((match[1] ?? '').split('.'), body);
  const wanted = (match[3] ?? '').replace(/^"(.*)"$/, '$1');
  const result = values.some((value) => compare(value, match[2], wanted));
  return negated ? !result : result;
}

function compare(value: unknown, operator: string | undefined, wanted: string): boolean {
  if (value === null || value === undefined) return false;
  if (wanted === '*') return value !== '';
  if (!operator) return String(value).toLowerCase() === wanted.toLowerCase();
  const [left, right] = [Number(value), Number(wanted)];
  if (operator === '>=') return left >= right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left < right;
}

function valuesAt(path: string[], value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(path, item));
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return valuesAt(rest, (value as Body)[key]);
}

function copyPath(path: string[], from: Body, to: Body): void {
  const [key, ...rest] = path;
  if (key === undefined || from === null || typeof from !== 'object' || !(key in from)) return;
  const value = from[key];
  if (rest.length === 0) to[key] = value;
  else if (Array.isArray(value)) {
    const copies = (to[key] as Body[] | undefined) ?? value.map(() => ({}));
    value.forEach((item, index) => copyPath(rest, item as Body, copies[index] ?? {}));
    to[key] = copies;
  } else if (typeof value === 'object' && value !== null) {
    const copy = (to[key] as Body | undefined) ?? {};
    copyPath(rest, value as Body, copy);
    to[key] = copy;
  }
}
