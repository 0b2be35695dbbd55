/** Reads a CSV of transactions row by row into a table. Rows that cannot be read are named by their number, the heading being 1. */
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import {
  INSIGHT_COLUMNS,
  type InsightColumn,
  readTransaction,
  type TransactionCells,
} from '../../app/core/lifetime-value/read-transaction.ts';
import { FileRefused } from '../../app/services/file-refused.ts';
import { type CsvShape, findShape, readCsv } from '../../app/services/read-csv.ts';
import { TransactionTable } from './transaction-table.ts';

export class InputError extends Error {}

export type RefusedRow = { row: number; reason: string };
export type ReadFile = {
  table: TransactionTable;
  rows: number;
  withoutCustomer: number;
  rounded: number;
  refusedCount: number;
  /** The first of them. */
  refused: RefusedRow[];
};

const REFUSED_SHOWN = 100;
const NEEDED: readonly InsightColumn[] = ['customer', 'date', 'value'];

/** @throws InputError when the file is no CSV with the columns needed. */
export async function readTransactions(file: string, exponent: number): Promise<ReadFile> {
  try {
    const parts = () => openFile(file);
    const { shape, first } = await findShape(parts);
    return await readRows(parts(), shape, findColumns(first), exponent);
  } catch (error) {
    if (error instanceof FileRefused) throw new InputError(told(error));
    throw error;
  }
}

function told({ code, details }: FileRefused): string {
  if (code === 'file-empty') return 'the file is empty';
  if (code === 'csv-broken') return `row ${details.line} cannot be parted into cells: a quote is not closed`;
  return 'the file is no CSV';
}

/** Gzip is told from its first two bytes, whatever the file is called. */
function openFile(file: string): AsyncIterable<Buffer> {
  const stream = createReadStream(file);
  if (!isGzip(file)) return stream;
  const plain = createGunzip();
  stream.on('error', (error) => plain.destroy(error));
  return stream.pipe(plain);
}

function isGzip(file: string): boolean {
  const head = Buffer.alloc(2);
  const handle = openSync(file, 'r');
  readSync(handle, head);
  closeSync(handle);
  return head[0] === 0x1f && head[1] === 0x8b;
}

function findColumns(heading: string[]): Record<InsightColumn, number> {
  const names = heading.map((cell) => cell.trim().toLowerCase());
  const twice = INSIGHT_COLUMNS.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice) throw new InputError(`row 1 names the column ${twice} twice`);
  const missing = NEEDED.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new InputError(
      `row 1 must name the columns customer, date, value, and may name order and kind; missing: ${missing.join(', ')}`,
    );
  return {
    customer: names.indexOf('customer'),
    date: names.indexOf('date'),
    value: names.indexOf('value'),
    order: names.indexOf('order'),
    kind: names.indexOf('kind'),
  };
}

async function readRows(
  parts: AsyncIterable<Buffer>,
  shape: CsvShape,
  columns: Record<InsightColumn, number>,
  exponent: number,
): Promise<ReadFile> {
  const read: ReadFile = {
    table: new TransactionTable(),
    rows: 0,
    withoutCustomer: 0,
    rounded: 0,
    refusedCount: 0,
    refused: [],
  };
  let isHeading = true;
  for await (const { cells, line } of readCsv(parts, shape)) {
    if (isHeading) isHeading = false;
    else takeRow(read, cellsOf(cells, columns), line, exponent);
  }
  return read;
}

function cellsOf(cells: string[], columns: Record<InsightColumn, number>): TransactionCells {
  const at = (column: InsightColumn) => cells[columns[column]] ?? '';
  return {
    customer: at('customer'),
    date: at('date'),
    value: at('value'),
    order: at('order'),
    kind: at('kind'),
  };
}

function takeRow(read: ReadFile, cells: TransactionCells, row: number, exponent: number): void {
  read.rows += 1;
  const one = readTransaction(cells, exponent);
  if ('problem' in one) {
    read.refusedCount += 1;
    if (read.refused.length < REFUSED_SHOWN) read.refused.push({ row, reason: one.problem });
  } else if ('guest' in one) read.withoutCustomer += 1;
  else {
    read.table.add(one.customer, one.transaction);
    read.rounded += one.isRounded ? 1 : 0;
  }
}
