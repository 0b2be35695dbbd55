/** Reads the questions of the finance page and its exports from an address; what makes no sense is the default. */
import { CHANGES } from '#app/core/finance/movements.ts';
import { AGE_MONTHS } from '#app/core/finance/periods.ts';
import {
  CSV_COLUMNS,
  type CsvTable,
  type FinanceCsvQuery,
} from '#app/presenters/present-finance-csv-types.ts';
import {
  BREAKAGE_HORIZONS,
  FINANCE_REPORTS,
  type FinanceQuery,
  LIABILITY_DAYS,
} from '#app/presenters/present-finance-types.ts';

const HORIZON_DEFAULT = 24;
const DAYS_DEFAULT = 90;

export function readFinanceQuery(params: URLSearchParams): FinanceQuery {
  return {
    report: FINANCE_REPORTS.find((one) => one === params.get('report')) ?? 'liability',
    date: readDay(params.get('date')),
    month: readMonth(params.get('month')),
    days: LIABILITY_DAYS.find((one) => String(one) === params.get('days')) ?? DAYS_DEFAULT,
    horizon: BREAKAGE_HORIZONS.find((one) => String(one) === params.get('horizon')) ?? HORIZON_DEFAULT,
  };
}

/** @returns null when the address names no table. */
export function readFinanceCsvQuery(params: URLSearchParams): FinanceCsvQuery | null {
  const table = (Object.keys(CSV_COLUMNS) as CsvTable[]).find((one) => one === params.get('report'));
  if (!table) return null;
  const age = Number(params.get('age') || Number.NaN);
  return {
    ...readFinanceQuery(params),
    table,
    from: readDay(params.get('from')),
    change: CHANGES.find((one) => one === params.get('change')),
    age: Number.isInteger(age) && age >= 0 && age <= AGE_MONTHS.length ? age : undefined,
  };
}

function readDay(text: string | null): string | null {
  if (text === null || !/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : null;
}

function readMonth(text: string | null): string | null {
  return text !== null && readDay(`${text}-01`) !== null ? text : null;
}
