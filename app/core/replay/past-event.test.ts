/** Which lines and instants are read, as what, and which are refused. */
import { expect, test } from 'vitest';
import { parseInstant } from './instant.ts';
import { readPastEvent } from './past-event.ts';

test.for<[text: string, iso: string]>([
  ['2010-12-01 08:26:00', '2010-12-01T08:26:00.000Z'],
  ['2010-12-01T08:26:00', '2010-12-01T08:26:00.000Z'],
  ['2010-12-01T08:26:00Z', '2010-12-01T08:26:00.000Z'],
  ['2010-12-01t08:26:00z', '2010-12-01T08:26:00.000Z'],
  ['2010-12-01 08:26', '2010-12-01T08:26:00.000Z'],
  ['2010-12-01T08:26:00+02:00', '2010-12-01T06:26:00.000Z'],
  ['2010-12-01T08:26:00-0530', '2010-12-01T13:56:00.000Z'],
  ['2010-12-01 08:26:00+01', '2010-12-01T07:26:00.000Z'],
  ['2010-12-01 08:26:00 +01:00', '2010-12-01T07:26:00.000Z'],
  ['2010-12-01T08:26:00.5', '2010-12-01T08:26:00.500Z'],
  ['2010-12-01T08:26:00.123456Z', '2010-12-01T08:26:00.123Z'],
  ['2010-12-01', '2010-12-01T00:00:00.000Z'],
  ['2012-02-29', '2012-02-29T00:00:00.000Z'],
  ['0099-01-01', '0099-01-01T00:00:00.000Z'],
])('"%s" is %s', ([text, iso]) => {
  const instant = parseInstant(text, 'start');
  expect(instant === undefined ? 'no instant' : new Date(instant).toISOString()).toBe(iso);
});

test('the end of a date is its last millisecond, the end of an instant is itself', () => {
  expect(parseInstant('2011-06-30', 'end')).toBe(Date.parse('2011-06-30T23:59:59.999Z'));
  expect(parseInstant('2011-06-30T12:00:00Z', 'end')).toBe(Date.parse('2011-06-30T12:00:00Z'));
});

test.for([
  '',
  'yesterday',
  '2011-02-29',
  '2011-13-01',
  '2011-00-10',
  '2011-04-31',
  '2011-04-30 24:00:00',
  '2011-04-30 12:60:00',
  '2011-04-30 12:00:60',
  '2011-04-30T12:00:00+25:00',
  '2011-04-30T12',
  '30.04.2011',
  '20110430',
  ' 2011-04-30',
])('"%s" is no instant', (text) => {
  expect(parseInstant(text, 'start')).toBeUndefined();
});

const LINE = { type: 'order', inv: '1', cust: '7', at: '2010-12-01 08:26:00', pence: 250 };

test('a line of the retailer is read, and fields that nobody asked for are left aside', () => {
  expect(readPastEvent({ ...LINE, country: 'France', lines: 3 }, 4)).toEqual({
    event: {
      type: 'order',
      line: 4,
      id: '1',
      customerId: '7',
      at: Date.parse('2010-12-01T08:26:00Z'),
      amountMinor: 250,
      currency: null,
      orderId: null,
    },
  });
});

test.for<[what: string, fields: object, read: object]>([
  ['an id given as a number is text', { cust: 12_345 }, { customerId: '12345' }],
  ['zeros at the front of an id stay', { cust: '00012' }, { customerId: '00012' }],
  ['null is nobody', { cust: null }, { customerId: null }],
  ['an empty text is nobody', { cust: '' }, { customerId: null }],
  ['a missing customer is nobody', { cust: undefined }, { customerId: null }],
  ['an event without an id has none', { inv: undefined }, { id: null }],
  ['a refund names its order', { type: 'refund', order: '9' }, { orderId: '9' }],
  ['or calls it orderInv', { type: 'refund', orderInv: 9 }, { orderId: '9' }],
  ['amounts beyond 2^31 are exact', { pence: 99_999_999_999_999 }, { amountMinor: 99_999_999_999_999 }],
  ['a currency of its own', { currency: 'JPY' }, { currency: 'JPY' }],
])('%s', ([, fields, read]) => {
  expect(readPastEvent({ ...LINE, ...fields }, 1)).toMatchObject({ event: read });
});

test.for<[value: unknown, about: string]>([
  [null, 'JSON object'],
  [[LINE], 'JSON object'],
  ['order', 'JSON object'],
  [{ ...LINE, type: 'gift' }, '"type"'],
  [{ ...LINE, type: undefined }, '"type"'],
  [{ ...LINE, at: 1_291_191_960 }, '"at"'],
  [{ ...LINE, at: '2010-02-30' }, '"at"'],
  [{ ...LINE, pence: '250' }, '"pence"'],
  [{ ...LINE, pence: 2.5 }, '"pence"'],
  [{ ...LINE, pence: undefined }, '"pence"'],
  [{ ...LINE, pence: 1e16 }, '"pence"'],
  [{ ...LINE, cust: 2 ** 60 }, '"cust"'],
  [{ ...LINE, cust: { id: 7 } }, '"cust"'],
  [{ ...LINE, inv: true }, '"inv"'],
  [{ ...LINE, order: 1.5 }, '"order"'],
  [{ ...LINE, currency: 'eur' }, '"currency"'],
])('%j is refused', ([value, about]) => {
  const read = readPastEvent(value, 1);
  expect('problem' in read ? read.problem : 'read').toContain(about);
});
