/**
 * The open format of a whole export: lines of JSON, gzipped. The first says what it is, each other is a row under the name of
 * its section, the last says how many there were, so that a file that was cut off is known as such. docs/export-format.md.
 */
import { z } from 'zod';

export const FORMAT = 'treuwerk-export';
export const FORMAT_VERSION = 1;
/** Far above any shop, and far below what would use up the numbers of all shops. */
export const MEMBER_ID_MAX = 1_000_000_000_000;
/** A row is an order with its lines at most. */
export const LINE_LENGTH_MAX = 8 * 1024 * 1024;

const headSchema = z.strictObject({
  treuwerk: z.strictObject({
    format: z.literal(FORMAT),
    version: z.number().int().positive(),
    shop: z.string().max(255),
    currency: z.string().length(3),
    timezone: z.string().max(64),
    exportedAt: z.iso.datetime({ offset: true }),
    highestMember: z.number().int().min(0).max(MEMBER_ID_MAX),
    /** Which key made the hashes of mail addresses; another key makes others. */
    hashKey: z.string().max(64),
    columns: z.record(z.string(), z.array(z.string())),
  }),
});
export type Head = z.infer<typeof headSchema>['treuwerk'];

const endSchema = z.strictObject({ end: z.strictObject({ rows: z.record(z.string(), z.number()) }) });

export function writeHead(head: Head): string {
  return `${JSON.stringify({ treuwerk: head })}\n`;
}

export function writeRow(section: string, row: string): string {
  return `{"${section}":${row}}\n`;
}

export function writeEnd(rows: Record<string, number>): string {
  return `${JSON.stringify({ end: { rows } })}\n`;
}

/** @returns undefined for a file that is no export. */
export function readHead(line: string): Head | undefined {
  return headSchema.safeParse(parse(line)).data?.treuwerk;
}

export type Line =
  { kind: 'row'; section: string; row: string } | { kind: 'end'; rows: Record<string, number> };

/** A row stays as it was written: numbers keep their digits. @returns undefined for what is neither. */
export function readLine(line: string): Line | undefined {
  const match = /^\{"(\w+)":(\{.*\})\}$/.exec(line);
  if (!match?.[1] || !match[2]) return undefined;
  if (match[1] !== 'end') return { kind: 'row', section: match[1], row: match[2] };
  const end = endSchema.safeParse(parse(line));
  return end.success ? { kind: 'end', rows: end.data.end.rows } : undefined;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
