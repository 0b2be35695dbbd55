/**
 * `npm run replay -- --events FILE`: what a program would have made of a shop's past. Reads events and program,
 * lets the core replay them, prints. Whatever is wrong with the input ends with 2, says so on stderr, prints nothing else.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { DebtPolicy } from '../app/core/ledger/book-target.ts';
import { type Program, programSchema } from '../app/core/program/program.ts';
import { parseInstant } from '../app/core/replay/instant.ts';
import { isCurrency, type PastEvent, readPastEvent } from '../app/core/replay/past-event.ts';
import { type Replay, replayPast, type ReplaySums } from '../app/core/replay/replay-past.ts';
import { rulesOfProgram } from '../app/core/replay/replay-rules.ts';

const USAGE = `usage: npm run replay -- --events FILE [flags]

  --events FILE           orders and refunds, one JSON object a line, plain or gzipped; docs/replay.md has the fields
  --program FILE          a program as docs/program.schema.json describes it; without it 1 point per 100 pence
  --policy debt|clamp     what becomes of points that a refund cannot find; before the program's own
  --expire-after-days N   points are usable for N × 24 hours; before the program's own
  --until DATE            last instant that counts; a bare date means its end; the last event without it
  --currency XXX          currency of events that name none, for a program (GBP)
  --json                  totals and every customer's row as JSON
`;
const DAYS_MAX = 36_500;
const COLUMNS = ['earned', 'revoked', 'expired', 'available', 'pending', 'debt', 'liabilityMinor'] as const;

class InputError extends Error {}

// Whoever reads only the head of the table closes the pipe.
process.stdout.on('error', () => process.exit());
try {
  main();
} catch (error) {
  process.stderr.write(`replay: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

function main(): void {
  const flags = readFlags();
  const program = flags.program === undefined ? programSchema.parse({}) : readProgram(flags.program);
  const events = readEvents(flags.events);
  if (flags.program === undefined) for (const event of events) event.currency = null;
  const until = flags.until ?? events.reduce((last, { at }) => Math.max(last, at), -Infinity);
  const { currency, debtPolicy, expiresInDays } = flags;
  const replay = replayPast(events, rulesOfProgram(program, { currency, debtPolicy, expiresInDays }), until);
  const guests = events.filter(({ customerId }) => customerId === null).length;
  if (guests > 0) process.stderr.write(`replay: ${guests} events without a customer are left out\n`);
  process.stdout.write(flags.json ? `${JSON.stringify(replay)}\n` : tableOf(replay));
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      events: { type: 'string' },
      program: { type: 'string' },
      policy: { type: 'string' },
      'expire-after-days': { type: 'string' },
      until: { type: 'string' },
      currency: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { events, program, policy, until, currency, json } = values;
  const days = values['expire-after-days'];
  if (!events) throw new InputError(`--events is missing\n\n${USAGE}`);
  if (policy !== undefined && !isPolicy(policy)) throw new InputError('--policy is "debt" or "clamp"');
  if (days !== undefined && !isDays(days)) {
    throw new InputError(`--expire-after-days is a whole number from 1 to ${DAYS_MAX}`);
  }
  const end = until === undefined ? undefined : parseInstant(until, 'end');
  if (until !== undefined && end === undefined) {
    throw new InputError('--until is a date or an instant, for example 2011-06-30 or 2011-06-30T12:00:00Z');
  }
  if (currency !== undefined && program === undefined)
    throw new InputError('--currency needs a --program that knows currencies');
  if (currency !== undefined && !isCurrency(currency))
    throw new InputError('--currency is three capital letters');
  return {
    events,
    program,
    debtPolicy: policy,
    expiresInDays: days === undefined ? undefined : Number(days),
    until: end,
    currency: currency ?? 'GBP',
    json,
  };
}

function isPolicy(text: string): text is DebtPolicy {
  return text === 'debt' || text === 'clamp';
}

function isDays(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= DAYS_MAX;
}

function readProgram(file: string): Program {
  const read = programSchema.safeParse(parseJson(readText(file), file));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new InputError(
    `${file} is no valid program: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
  );
}

function readEvents(file: string): PastEvent[] {
  const lines = readText(file).split('\n');
  return lines.flatMap((text, index) => {
    if (text.trim() === '') return [];
    const number = index + 1;
    const read = readPastEvent(parseJson(text, `line ${number} of ${file}`), number);
    if ('problem' in read) throw new InputError(`line ${number} of ${file}: ${read.problem}`);
    return [read.event];
  });
}

/** Gzip is told from its first two bytes, whatever the file is called. */
function readText(file: string): string {
  const bytes = readFileSync(file);
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  return plain.toString('utf8').replace(/^\uFEFF/, '');
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${place} is no JSON`);
  }
}

function tableOf({ totals, customers }: Replay): string {
  const line = (id: string, cells: (string | number)[]) =>
    `${id.padEnd(24)}${cells.map((cell) => String(cell).padStart(15)).join('')}\n`;
  const row = (id: string, sums: ReplaySums) =>
    line(
      id,
      COLUMNS.map((name) => sums[name]),
    );
  return [
    line('customer', [...COLUMNS]),
    ...customers.map((customer) => row(customer.id, customer)),
    row(`total of ${customers.length}`, totals),
  ].join('');
}
