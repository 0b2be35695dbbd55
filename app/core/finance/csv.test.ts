import { expect, test } from 'vitest';
import { type Cell, csvLine, type CsvStyle } from '#app/core/finance/csv.ts';

const line = (cells: Cell[], style: CsvStyle = 'international') =>
  csvLine(cells, style, (code) => (code === 'amountOff' ? 'Amount off' : code));

test('numbers are written for the reader: decimal point and comma, or decimal comma and semicolon', () => {
  const cells: Cell[] = [
    'A',
    12,
    { minor: -1234, exponent: 2 },
    { thousandths: 8_875 },
    { share: 0.25 },
    null,
  ];
  expect(line(cells)).toBe('A,12,-12.34,8.875,0.2500,\r\n');
  expect(line(cells, 'german')).toBe('A;12;-12,34;8,875;0,2500;\r\n');
});

test('whole rates are written without decimals', () => {
  expect(line([{ thousandths: 19_000 }, { thousandths: 0 }, { thousandths: 100_000 }])).toBe('19,0,100\r\n');
});

test('separators, quotes and line breaks are quoted', () => {
  expect(line(['a,b', 'say "no"', 'two\nlines', ' edge', 'a;b'])).toBe(
    '"a,b","say ""no""","two\nlines"," edge",a;b\r\n',
  );
  expect(line(['a,b', 'a;b'], 'german')).toBe('a,b;"a;b"\r\n');
});

test.for(['=1+1', '+49', '-2', '@SUM(A1)', '\tx', '|calc', '%0A=1'])('the text %j is no formula', (text) => {
  expect(line([text]).replace(/^"/, '').startsWith("'")).toBe(true);
});

test('a negative number stays a number', () => {
  expect(line([-5, { minor: -500, exponent: 2 }])).toBe('-5,-5.00\r\n');
});

test('words are translated, also when they must be guarded', () => {
  expect(line([{ word: 'amountOff' }, { word: '=x' }])).toBe("Amount off,'=x\r\n");
});
