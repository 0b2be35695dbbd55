/**
 * Comma-separated values as RFC 4180 has them, for spreadsheets and tax software: UTF-8 with a byte order mark, CRLF,
 * decimal point. The German style has semicolons and a decimal comma, as a German Excel expects.
 */
import { formatMinor } from '#app/core/money.ts';

export type CsvStyle = 'international' | 'german';

/**
 * A cell: text is guarded against being taken for a formula, numbers never are. `minor` is money; `thousandths` a rate
 * such as 19 000 for 19; `share` a ratio between 0 and 1, written with four decimals; `word` a code that the caller translates.
 */
export type Cell =
  | string
  | number
  | null
  | { minor: number; exponent: number }
  | { thousandths: number }
  | { share: number }
  | { word: string };

export const BYTE_ORDER_MARK = '\uFEFF';

export function csvLine(cells: readonly Cell[], style: CsvStyle, word: (code: string) => string): string {
  const separator = style === 'german' ? ';' : ',';
  return `${cells.map((cell) => quote(write(cell, style, word), separator)).join(separator)}\r\n`;
}

function write(cell: Cell, style: CsvStyle, word: (code: string) => string): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return harmless(cell);
  if (typeof cell === 'number') return String(cell);
  if ('word' in cell) return harmless(word(cell.word));
  return style === 'german' ? decimal(cell).replace('.', ',') : decimal(cell);
}

function decimal(cell: { minor: number; exponent: number } | { thousandths: number } | { share: number }) {
  if ('minor' in cell) return formatMinor(cell.minor, cell.exponent);
  if ('share' in cell) return cell.share.toFixed(4);
  return formatMinor(cell.thousandths, 3).replace(/\.?0+$/, '');
}

/** A spreadsheet runs what begins like a formula; an apostrophe makes it text (OWASP, CSV injection). */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n|%]/.test(text) ? `'${text}` : text;
}

function quote(text: string, separator: string): string {
  const needed = text.includes(separator) || /["\r\n]|^\s|\s$/.test(text);
  return needed ? `"${text.replaceAll('"', '""')}"` : text;
}
