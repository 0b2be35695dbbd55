/**
 * `npm run insight -- --transactions FILE.csv`: scores, lifetime value, cohorts, bridge and next purchases of any shop, from
 * its transactions alone. Whatever is wrong with the input ends with 2, says so on stderr, prints nothing else.
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { insightOf } from '../app/core/lifetime-value/insight.ts';
import { readDay } from '../app/core/lifetime-value/read-transaction.ts';
import { currencyExponent } from '../app/core/money.ts';
import { isCurrency } from '../app/core/replay/past-event.ts';
import type { LevelThresholds } from '../app/core/scores/levels.ts';
import { InputError, type ReadFile, readTransactions } from './insight/read-transactions.ts';
import { type Frame, tableOf, writeJson } from './insight/write-insight.ts';

const USAGE = `usage: npm run insight -- --transactions FILE.csv [flags]

  --transactions FILE   CSV, plain or gzipped: columns customer, date, value, and if you like order and kind;
                        docs/insight.md has the definitions
  --as-of DATE          the last day that counts; without it the last day in the file
  --currency XXX        its decimals are those of the values (EUR)
  --margin SHARE        share of the revenue that remains after the cost of goods, 0 to 1
  --levels A,B,C        smallest scores for TOP VIP, VIP and Premium; proposed from the file without it
  --active-months N     a customer is active for so many calendar months after an order, its own included (1)
  --skip-bad-rows       leave out what cannot be read, instead of refusing the file
  --json                everything as JSON, every customer included
`;
const REASONS_SHOWN = 20;

// Whoever reads only the head closes the pipe.
process.stdout.on('error', () => process.exit());
try {
  await main();
} catch (error) {
  process.stderr.write(`insight: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const flags = readFlags();
  const exponent = currencyExponent(flags.currency);
  const read = await readTransactions(flags.transactions, exponent);
  if (read.refusedCount > 0) sayRefused(read, flags.skipBadRows);
  const { table } = read;
  if (table.rows === 0) throw new InputError('no row has a customer, a date and a value');
  const asOfDay = flags.asOfDay ?? table.lastDay;
  const histories = table.histories(asOfDay);
  if (histories.count === 0) throw new InputError('every row lies after --as-of');
  const insight = insightOf(histories, {
    asOfDay,
    activeMonths: flags.activeMonths,
    ...(flags.levels ? { levels: flags.levels(exponent) } : {}),
  });
  const frame: Frame = {
    currency: flags.currency,
    exponent,
    margin: flags.margin,
    activeMonths: flags.activeMonths,
    firstDay: table.firstDay,
    rows: {
      read: read.rows,
      counted: histories.rows,
      withoutCustomer: read.withoutCustomer,
      afterAsOf: table.rows - histories.rows,
      roundedValues: read.rounded,
      refused: read.refusedCount,
      refusedRows: read.refused,
    },
  };
  if (flags.json) await writeJson(insight, frame, histories.idOf, write);
  else await write(tableOf(insight, frame));
}

/** Waits where the reader is slower. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** @throws InputError unless such rows are to be left out */
function sayRefused({ refused, refusedCount }: ReadFile, skip: boolean): void {
  const reasons = refused.slice(0, REASONS_SHOWN).map(({ row, reason }) => `  row ${row}: ${reason}`);
  const more = refusedCount > REASONS_SHOWN ? [`  and ${refusedCount - REASONS_SHOWN} more`] : [];
  const text = [`${refusedCount} of the rows cannot be read`, ...reasons, ...more].join('\n');
  if (!skip) throw new InputError(`${text}\n--skip-bad-rows leaves them out`);
  process.stderr.write(`insight: left out: ${text}\n`);
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      transactions: { type: 'string' },
      'as-of': { type: 'string' },
      currency: { type: 'string', default: 'EUR' },
      margin: { type: 'string' },
      levels: { type: 'string' },
      'active-months': { type: 'string', default: '1' },
      'skip-bad-rows': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const { transactions, currency, margin, levels, json } = values;
  const months = values['active-months'];
  if (!transactions) throw new InputError(`--transactions is missing\n\n${USAGE}`);
  if (!isCurrency(currency)) throw new InputError('--currency is three capital letters');
  const asOf = values['as-of'];
  const asOfDay = asOf === undefined ? undefined : readDay(asOf);
  if (asOf !== undefined && asOfDay === undefined) throw new InputError('--as-of is a day like 2026-03-29');
  if (margin !== undefined && !/^(0(\.\d+)?|1(\.0+)?)$/.test(margin))
    throw new InputError('--margin is a share from 0 to 1, for example 0.42');
  if (!/^([1-9]|[1-5]\d|60)$/.test(months))
    throw new InputError('--active-months is a whole number from 1 to 60');
  return {
    transactions,
    currency,
    asOfDay,
    margin: margin === undefined ? null : Number(margin),
    levels: levels === undefined ? undefined : readLevels(levels),
    activeMonths: Number(months),
    skipBadRows: values['skip-bad-rows'],
    json,
  };
}

/** "1000,500,200": largest first. */
function readLevels(text: string): (exponent: number) => LevelThresholds {
  const scores = text
    .split(',')
    .map((part) => (/^\s*\d{1,10}(\.\d{1,3})?\s*$/.test(part) ? Number(part) : NaN));
  const [top = NaN, vip = NaN, premium = NaN] = scores;
  if (scores.length !== 3 || !(top > vip && vip > premium && premium > 0))
    throw new InputError('--levels is three amounts, the largest first, for example 1000,500,200');
  return (exponent) => {
    const at = (score: number) => ({ scoreMin: Math.round(score * 10 ** exponent), ordersMin: 1 });
    return { 'top-vip': at(top), vip: at(vip), premium: at(premium) };
  };
}
