/**
 * A shop's transactions in memory as columns, so that a million of them fit beside everything else. Customers are in the
 * order of their ids as text.
 */
import type { Histories } from '../../app/core/lifetime-value/insight.ts';
import { historyOf, type Transaction, TRANSACTION_KINDS } from '../../app/core/scores/transactions.ts';

const START = 1024;

export class TransactionTable {
  private readonly places = new Map<string, number>();
  private length = 0;
  private customers = new Int32Array(START);
  private days = new Int32Array(START);
  private minors = new Float64Array(START);
  private kinds = new Int8Array(START);
  private readonly orders: (string | null)[] = [];
  lastDay = -1;
  firstDay = Infinity;

  add(customer: string, { day, minor, order, kind }: Transaction): void {
    if (this.length === this.days.length) this.grow();
    const place = this.places.get(customer) ?? this.places.size;
    if (place === this.places.size) this.places.set(customer, place);
    this.customers[this.length] = place;
    this.days[this.length] = day;
    this.minors[this.length] = minor;
    this.kinds[this.length] = kind === null ? -1 : TRANSACTION_KINDS.indexOf(kind);
    this.orders.push(order);
    this.length += 1;
    this.lastDay = Math.max(this.lastDay, day);
    this.firstDay = Math.min(this.firstDay, day);
  }

  get rows(): number {
    return this.length;
  }

  private grow(): void {
    const size = this.length * 2;
    const larger = <T extends { set: (from: T) => void }>(made: T, from: T): T => (made.set(from), made);
    this.customers = larger(new Int32Array(size), this.customers);
    this.days = larger(new Int32Array(size), this.days);
    this.minors = larger(new Float64Array(size), this.minors);
    this.kinds = larger(new Int8Array(size), this.kinds);
  }

  /** What there was until a day; customers of whom nothing is known by then are left out. */
  histories(asOfDay: number): Histories & { idOf: (index: number) => string; rows: number } {
    const { begins, sorted } = this.byCustomer(asOfDay);
    const ids = [...this.places.keys()];
    const known = [...this.places.values()]
      .filter((place) => (begins[place + 1] ?? 0) > (begins[place] ?? 0))
      .sort((a, b) => compare(ids[a] ?? '', ids[b] ?? ''));
    return {
      count: known.length,
      rows: sorted.length,
      idOf: (index) => ids[known[index] ?? 0] ?? '',
      historyOf: (index) => {
        const place = known[index] ?? 0;
        const rows = sorted.subarray(begins[place] ?? 0, begins[place + 1] ?? 0);
        return historyOf(Array.from(rows, (row) => this.transactionAt(row)));
      },
    };
  }

  /** Rows until a day by customer: those of customer i lie from begins[i] to before begins[i + 1]. */
  private byCustomer(asOfDay: number) {
    const isKnown = (row: number) => (this.days[row] ?? 0) <= asOfDay;
    const begins = new Int32Array(this.places.size + 1);
    for (let row = 0; row < this.length; row += 1) {
      if (isKnown(row)) count(begins, (this.customers[row] ?? 0) + 1);
    }
    for (let place = 0; place < this.places.size; place += 1) {
      begins[place + 1] = (begins[place + 1] ?? 0) + (begins[place] ?? 0);
    }
    const sorted = new Int32Array(begins.at(-1) ?? 0);
    const next = begins.slice();
    for (let row = 0; row < this.length; row += 1) {
      if (!isKnown(row)) continue;
      const place = this.customers[row] ?? 0;
      sorted[next[place] ?? 0] = row;
      count(next, place);
    }
    return { begins, sorted };
  }

  private transactionAt(row: number): Transaction {
    return {
      day: this.days[row] ?? 0,
      minor: this.minors[row] ?? 0,
      order: this.orders[row] ?? null,
      kind: TRANSACTION_KINDS[this.kinds[row] ?? -1] ?? null,
    };
  }
}

function count(counts: Int32Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
