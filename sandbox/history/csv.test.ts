import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { totalsOf } from '../store/refund-math.ts';
import { testStore } from '../store/testing.ts';
import { parseCsv } from './csv.ts';
import { currencyOfHistory, importHistoryFile } from './import-file.ts';

function load(text: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'history-'));
  const file = path.join(folder, 'history');
  writeFileSync(file, text);
  try {
    const { context, events } = testStore({ currency: 'GBP' });
    const currency = currencyOfHistory(file);
    return {
      report: importHistoryFile(context, file),
      orders: [...context.state.orders.values()],
      context,
      events,
      currency,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('quotes, commas, line breaks and empty fields are read as written', () => {
  const rows = [...parseCsv('a,b,c\n"x, ""y""","two\nlines",\r\n1,,3')];
  expect(rows).toEqual([
    { a: 'x, "y"', b: 'two\nlines', c: '' },
    { a: '1', b: '', c: '3' },
  ]);
});

test('invoice lines become orders; cancellations, guests, repeats and bad prices are kept apart', () => {
  const { report, orders, events } = load(
    [
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
      '1,A,Mug,2,2010-12-01 08:26:00,2.55,17850,United Kingdom',
      '1,A,Mug,2,2010-12-01 08:26:00,2.55,17850,United Kingdom',
      '1,B,Gift,1,2010-12-01 08:26:00,0,17850,United Kingdom',
      '2,A,Mug,1,2010-12-01 09:00:00,2.55,NA,United Kingdom',
      'C3,A,Mug,-1,2010-12-02 09:00:00,2.55,17850,United Kingdom',
    ].join('\n'),
  );
  expect(report).toEqual({ orders: 2, refunds: 1, customers: 1, skippedLines: 1 });
  expect(orders.map((order) => totalsOf(order).total)).toEqual([1_020, 255, 0]);
  expect(orders[1]?.customerId).toBeNull();
  expect(totalsOf(orders[2] ?? never()).refunded).toBe(255);
  expect(events).toEqual([]);
});

test('events become paid orders of one line, and refunds that name no order stand alone', () => {
  const { report, orders, currency } = load(
    [
      '{"type":"order","inv":"1","cust":"7","at":"2010-12-01 08:26:00","country":"UK","lines":7,"pence":13912}',
      '{"type":"refund","inv":"C2","cust":"7","at":"2010-12-01 09:41:00","country":"UK","lines":1,"pence":-2750}',
    ].join('\n'),
  );
  expect(currency).toBe('GBP');
  expect(report).toEqual({ orders: 1, refunds: 1, customers: 1, skippedLines: 0 });
  expect(orders.map((order) => [totalsOf(order).total, totalsOf(order).refunded])).toEqual([
    [13_912, 0],
    [0, 2_750],
  ]);
  expect(orders[0]?.processedAt).toBe('2010-12-01T08:26:00.000Z');
});

test('Shopify’s order export keeps lines, shipping, code and refund of each order', () => {
  const { orders } = load(
    [
      'Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem requires shipping,Lineitem discount,Cancelled at,Refunded Amount',
      '#1001,ada@example.com,partially_refunded,2024-03-01 10:00:00 +0100,GBP,18.00,3.00,0,21.00,TWO,2.00,2024-03-01 09:59:00 +0100,1,Mug,10.00,M1,true,0.00,,5.00',
      '#1001,ada@example.com,,,,,,,,,,2024-03-01 09:59:00 +0100,2,Cup,5.00,C1,true,0.00,,',
    ].join('\n'),
  );
  const order = orders[0] ?? never();
  expect(totalsOf(order)).toMatchObject({ subtotal: 1_800, total: 2_100, refunded: 500 });
  expect(order.discountCodes).toEqual([{ code: 'TWO', amount: 200, type: 'fixed_amount' }]);
  expect(order.processedAt).toBe('2024-03-01T09:00:00.000Z');
});

function never(): never {
  throw new Error('missing');
}
