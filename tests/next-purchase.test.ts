/**
 * Predicted next purchases of real shops, split by time: all that is learned comes from the first part, the purchases of the
 * second are only compared with. The customers' plain mean interval is what must be beaten.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { dayNumber, dayText } from '#app/core/lifetime-value/months.ts';
import { fitNextPurchase, type PurchaseDays } from '#app/core/scores/fit-next-purchase.ts';
import { predictNextPurchase, rhythmOf } from '#app/core/scores/next-purchase.ts';
import { generator } from './support/numbers-from-seed.ts';

const DATA = fileURLToPath(new URL('../../shared/data', import.meta.url));
const SEED = Number(process.env.PROOF_SEED ?? Math.floor(Math.random() * 2 ** 31));

type Shop = { name: string; file: string; read: (text: Buffer) => [customer: string, day: string][] };
const SHOPS: Shop[] = [
  {
    name: 'the retailer',
    file: 'online-retail/events.ndjson.gz',
    read: (bytes) =>
      linesOf(gunzipSync(bytes)).flatMap((line) => {
        const event = JSON.parse(line) as { type: string; cust: string; at: string };
        return event.type === 'order' ? [[event.cust, event.at.slice(0, 10)]] : [];
      }),
  },
  {
    name: 'CDNOW',
    file: 'cdnow/CDNOW_master.txt',
    read: (bytes) =>
      linesOf(bytes).flatMap((line) => {
        const [customer = '', day = ''] = line.trim().split(/\s+/);
        return /^\d{8}$/.test(day)
          ? [[customer, `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`]]
          : [];
      }),
  },
];

for (const shop of SHOPS) {
  const file = path.join(DATA, shop.file);
  if (!existsSync(file))
    process.stderr.write(`SKIPPED: no predictions for ${shop.name}, no data at ${file}\n`);
  test.skipIf(!existsSync(file))(`${shop.name}: closer than the plain mean interval, at every split`, () => {
    const customers = daysOf(shop.read(readFileSync(file)));
    const all = [...customers.values()].flat();
    const first = all.reduce((one, other) => Math.min(one, other));
    const last = all.reduce((one, other) => Math.max(one, other));
    for (const part of [0.4, 0.5, 0.6, 0.7]) {
      const splitDay = first + Math.floor((last - first) * part);
      const errors = errorsOf([...customers.values()], splitDay);
      process.stdout.write(`${shop.name}, split on ${dayText(splitDay)}: ${JSON.stringify(errors)}\n`);
      expect(errors.compared).toBeGreaterThan(1000);
      expect(errors.predicted).toBeLessThan(errors.plainMean);
      // Even against one who notices that the plain mean lies in the past, and says "tomorrow" instead.
      expect(errors.predicted).toBeLessThan(errors.plainMeanNotPast);
      expect(errors.predictedOfRepeaters).toBeLessThan(errors.plainMeanOfRepeaters);
    }
  });
}

test('customers who keep to a rhythm are expected by it', () => {
  const random = generator(SEED);
  const customers = Array.from({ length: 400 }, () => {
    const interval = 20 + random(40);
    const days = [random(60)];
    while ((days.at(-1) ?? 0) < 600) days.push((days.at(-1) ?? 0) + interval - 2 + random(5));
    return days;
  });
  const errors = errorsOf(customers, 400);
  expect(errors.predicted, `seed ${SEED}`).toBeLessThan(4);
});

test('customers who come by chance are expected later the longer they have come rarely', () => {
  const random = generator(SEED);
  const customers = Array.from({ length: 800 }, () => {
    const rate = 1 / (10 + random(100));
    const days = [random(200)];
    while ((days.at(-1) ?? 0) < 800)
      days.push(
        (days.at(-1) ?? 0) + Math.max(1, Math.round(-Math.log((random(10_000) + 1) / 10_001) / rate)),
      );
    return days;
  });
  const errors = errorsOf(customers, 500);
  expect(errors.predicted, `seed ${SEED}`).toBeLessThan(errors.plainMeanNotPast);
});

test('the comparison finds it when a prediction is not better', () => {
  const [early, late] = [
    [0, 10, 20, 33],
    [5, 25, 44, 66],
  ];
  const plain = (days: number[]) =>
    (days.at(-1) ?? 0) + ((days.at(-1) ?? 0) - (days[0] ?? 0)) / (days.length - 1);
  const errors = errorsOf(
    Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? early : late)),
    30,
    plain,
  );
  expect(errors.predicted).not.toBeLessThan(errors.plainMean);
});

test('nothing that comes after the day of the prediction changes it', () => {
  const random = generator(SEED);
  const pasts = Array.from({ length: 200 }, () =>
    Array.from({ length: 1 + random(8) }, () => random(300)).toSorted((a, b) => a - b),
  );
  const known = pack(
    pasts.map((days) => days.filter((day) => day <= 200)).filter(({ length }) => length > 0),
  );
  const all = pack(pasts.filter((days) => days.some((day) => day <= 200)));
  expect(fitNextPurchase(all, 200)).toEqual(fitNextPurchase(known, 200));
});

type Predict = (days: number[]) => number;

/** Mean absolute errors in days, over all who bought after the split. */
function errorsOf(customers: number[][], splitDay: number, other?: Predict) {
  const parts = customers.flatMap((days) => {
    const known = days.filter((day) => day <= splitDay);
    const next = days.find((day) => day > splitDay);
    return known.length === 0 ? [] : [{ known, next }];
  });
  const past = pack(parts.map(({ known }) => known));
  const model = fitNextPurchase(past, splitDay);
  if (!model) throw new Error('nobody has bought twice');
  const predict: Predict =
    other ?? ((days) => predictNextPurchase(rhythmOf(days, 0, days.length), model, splitDay));
  const mean: Predict = (days) => {
    const last = days.at(-1) ?? 0;
    return last + (days.length > 1 ? (last - (days[0] ?? 0)) / (days.length - 1) : model.shopInterval);
  };
  const tested = parts.flatMap(({ known, next }) => (next === undefined ? [] : [{ known, next }]));
  const repeaters = tested.filter(({ known }) => known.length > 1);
  const error = (way: Predict, list = tested) =>
    Number(
      (list.reduce((sum, { known, next }) => sum + Math.abs(way(known) - next), 0) / list.length).toFixed(2),
    );
  return {
    compared: tested.length,
    predicted: error(predict),
    plainMean: error(mean),
    plainMeanNotPast: error((days) => Math.max(splitDay + 1, mean(days))),
    predictedOfRepeaters: error(predict, repeaters),
    plainMeanOfRepeaters: error(mean, repeaters),
  };
}

function daysOf(rows: [customer: string, day: string][]): Map<string, number[]> {
  const customers = new Map<string, Set<number>>();
  for (const [customer, day] of rows) {
    const days = customers.get(customer) ?? new Set();
    customers.set(customer, days.add(dayNumber(day)));
  }
  return new Map([...customers].map(([customer, days]) => [customer, [...days].toSorted((a, b) => a - b)]));
}

function pack(lists: number[][]): PurchaseDays {
  const offsets = [0];
  for (const list of lists) offsets.push((offsets.at(-1) ?? 0) + list.length);
  return { days: Int32Array.from(lists.flat()), offsets: Int32Array.from(offsets) };
}

function linesOf(bytes: Buffer): string[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}
