/**
 * A CSV file as a stream of rows, whatever Excel made of it: UTF-8, UTF-16 or Windows-1252, with or without a byte order mark,
 * separated by comma, semicolon, tab or bar, with quotes and line breaks in cells. Memory stays flat.
 */
import { type CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { isNoHeading } from '#app/core/member-import/fields.ts';
import { FileRefused } from '#app/services/file-refused.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type CsvShape = {
  encoding: Encoding;
  delimiter: string;
  /** Whether the first row names the columns. */
  hasHeading: boolean;
};
export type CsvRow = { cells: string[]; line: number };

/** One row of what a shop exports has a few hundred letters; more means that a quote was never closed. */
const ROW_LENGTH_MAX = 20_000;
/** A note of the separator, and rows that hold nothing. */
const EXTRA_ROWS = 10;
const HEAD_LENGTH = 64 * 1024;
/** Workbooks of Excel, archives, PDF: people upload them for CSV. */
const ARCHIVES = ['PK\u0003\u0004', '%PDF', '\u001f\u008b', '\u001f‹', 'ÐÏ'];

/** Reads the whole file once: whether it is UTF-8 shows at its end only. */
export async function findShape(
  parts: () => AsyncIterable<Buffer>,
): Promise<{ shape: CsvShape; first: string[] }> {
  const encoding = await findEncoding(parts());
  let head = '';
  for await (const text of decode(parts(), encoding)) {
    head += text;
    if (head.length >= HEAD_LENGTH) break;
  }
  if (head.trim() === '') throw new FileRefused('file-empty');
  if (ARCHIVES.some((start) => head.startsWith(start))) throw new FileRefused('file-not-csv');
  const told = /^sep=(.)\r?\n/i.exec(head)?.[1];
  const delimiter = told ?? findDelimiter(head);
  const shape = { encoding, delimiter, hasHeading: true };
  const text = Buffer.from(head.replace(/^sep=.\r?\n/i, ''));
  let first: string[] = [];
  for await (const { cells } of readCsv(Readable.from([text]), { ...shape, encoding: 'utf-8' }, 1))
    first = cells;
  return { shape: { ...shape, hasHeading: !isNoHeading(first) }, first };
}

async function findEncoding(parts: AsyncIterable<Buffer>): Promise<Encoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let isFirst = true;
  for await (const part of parts) {
    const wide = isFirst ? wideEncoding(part) : undefined;
    if (wide) return wide;
    isFirst = false;
    try {
      if (isUtf8) utf8.decode(part, { stream: true });
    } catch {
      isUtf8 = false;
      break;
    }
  }
  return isUtf8 ? 'utf-8' : 'windows-1252';
}

/** By the byte order mark, or by the zeros beside every letter. */
function wideEncoding(part: Buffer): Encoding | undefined {
  if (part[0] === 0xff && part[1] === 0xfe) return 'utf-16le';
  if (part[0] === 0xfe && part[1] === 0xff) return 'utf-16be';
  const head = part.subarray(0, 200);
  const zeros = (rest: number) => head.filter((byte, index) => byte === 0 && index % 2 === rest).length;
  if (zeros(1) > head.length / 4) return 'utf-16le';
  if (zeros(0) > head.length / 4) return 'utf-16be';
  return undefined;
}

/** What parts the first lines into most columns, the same number in each. */
function findDelimiter(head: string): string {
  const lines = head
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 5);
  const scored = DELIMITERS.map((sign) => {
    const counts = lines.map((line) => line.split(sign).length - 1);
    const first = counts[0] ?? 0;
    return { sign, score: counts.every((count) => count === first) ? first * 10 : first };
  });
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score > 0 ? best.sign : ',';
}

async function* decode(parts: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const part of parts) {
    const text = decoder.decode(part, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** Rows that hold something, with the line of the file in which each begins. @throws FileRefused when it cannot be parted into rows */
export async function* readCsv(
  parts: AsyncIterable<Buffer>,
  shape: CsvShape,
  most?: number,
): AsyncGenerator<CsvRow> {
  const source = Readable.from(decode(parts, shape.encoding));
  const parser = parse({
    delimiter: shape.delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: ROW_LENGTH_MAX,
    ...(most === undefined ? {} : { to: most }),
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let before = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const line = before + 1;
      before = info.lines;
      const isNote = line === 1 && record.length <= 2 && /^sep=/i.test(record[0] ?? '');
      if (!isNote && record.some((cell) => cell.trim() !== '')) yield { cells: record, line };
    }
  } catch (error) {
    const told = error as CsvError;
    if (typeof told.code === 'string' && told.code.startsWith('CSV_'))
      throw new FileRefused('csv-broken', { line: before + 1 });
    throw error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

/** For a look at a file; none when its beginning cannot be parted into rows. */
export async function firstRows(
  parts: AsyncIterable<Buffer>,
  shape: CsvShape,
  count: number,
): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  try {
    for await (const row of readCsv(parts, shape, count + EXTRA_ROWS)) {
      rows.push(row);
      if (rows.length >= count) break;
    }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
  }
  return rows;
}
