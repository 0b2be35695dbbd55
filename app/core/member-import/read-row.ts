/** One row of a CSV as what it asks for: who, how many points, until when, which tier. Or why it cannot be taken. */
import { ADJUSTMENT_POINTS_MAX, ADJUSTMENT_REASONS, type AdjustmentReason } from '#app/core/ledger/adjust.ts';
import type { Columns, ImportField } from '#app/core/member-import/fields.ts';
import {
  type DateStyle,
  type NumberStyle,
  readCustomerId,
  readDate,
  readMail,
  readPoints,
  type When,
} from '#app/core/member-import/read-values.ts';

export type RowStyle = { columns: Columns; numbers: NumberStyle; dates: DateStyle };

export type Wish = {
  customerId: string | null;
  email: string | null;
  points: number;
  expires: When | null;
  tier: string | null;
  /** Month and day, "02-29". */
  birthday: string | null;
  reason: AdjustmentReason | null;
  note: string;
  repaired: boolean;
};
export type RowProblem = { code: string; field: ImportField | null };
export type ReadRow = { ok: true; wish: Wish } | { ok: false; problem: RowProblem };

const NOTE_LENGTH_MAX = 500;
const NOTHING = /^(?:|-|–|n\/?a|null|none|never|nie)$/i;

export function readRow(cells: string[], style: RowStyle, kind: 'import' | 'bulk'): ReadRow {
  const { columns } = style;
  const last = Math.max(...Object.values(columns));
  if (cells.length <= last) return refuse('columns-missing', null);
  const text = (field: ImportField) => {
    const index = columns[field];
    const cell = index === undefined ? '' : (cells[index] ?? '').trim();
    return NOTHING.test(cell) ? '' : cell;
  };
  if (
    (Object.keys(columns) as ImportField[]).some(
      (field) => !text(field).isWellFormed() || text(field).includes('\0'),
    )
  )
    return refuse('text-unreadable', null);
  const wish: Wish = {
    ...{ customerId: null, email: null, points: 0, expires: null, tier: null, birthday: null },
    ...{ reason: null, note: '', repaired: false },
  };
  return (
    readWho(wish, text) ??
    readHowMany(wish, text, style, kind) ??
    (kind === 'bulk' ? readWhy(wish, text) : readRest(wish, text, style)) ?? { ok: true, wish }
  );
}

type TextOf = (field: ImportField) => string;

/** Shopify's number decides where both are there. */
function readWho(wish: Wish, text: TextOf): ReadRow | undefined {
  if (text('customerId') !== '') {
    const read = readCustomerId(text('customerId'));
    if (!read.ok) return refuse(read.problem, 'customerId');
    wish.customerId = read.value;
  }
  if (text('email') !== '') {
    const read = readMail(text('email'));
    if (read.ok) wish.email = read.value;
    else if (wish.customerId === null) return refuse(read.problem, 'email');
  }
  return wish.customerId === null && wish.email === null ? refuse('member-missing', null) : undefined;
}

function readHowMany(
  wish: Wish,
  text: TextOf,
  style: RowStyle,
  kind: 'import' | 'bulk',
): ReadRow | undefined {
  const told = text('points');
  if (told === '') return kind === 'bulk' ? refuse('points-missing', 'points') : undefined;
  const read = readPoints(told, style.numbers);
  if (!read.ok) return refuse(read.problem, 'points');
  if (Math.abs(read.value) > ADJUSTMENT_POINTS_MAX) return refuse('points-too-many', 'points');
  if (kind === 'import' && read.value < 0) return refuse('points-negative', 'points');
  if (kind === 'bulk' && read.value === 0) return refuse('points-zero', 'points');
  wish.points = read.value;
  wish.repaired ||= read.repaired === true;
  return undefined;
}

function readRest(wish: Wish, text: TextOf, { dates }: RowStyle): ReadRow | undefined {
  if (text('expiresAt') !== '') {
    const read = readDate(text('expiresAt'), dates);
    if (!read.ok) return refuse(read.problem, 'expiresAt');
    wish.expires = read.value;
  }
  if (text('birthday') !== '') {
    const read = readDate(text('birthday'), dates, true);
    if (!read.ok) return refuse(read.problem, 'birthday');
    const { month, day } = read.value;
    wish.birthday = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  }
  wish.tier = text('tier') || null;
  return undefined;
}

function readWhy(wish: Wish, text: TextOf): ReadRow | undefined {
  const told = text('reason').toLowerCase();
  const reason = ADJUSTMENT_REASONS.find((one) => one === told);
  if (told !== '' && !reason) return refuse('reason-unknown', 'reason');
  wish.reason = reason ?? null;
  if (text('note').length > NOTE_LENGTH_MAX) return refuse('note-too-long', 'note');
  wish.note = text('note');
  return undefined;
}

function refuse(code: string, field: ImportField | null): ReadRow {
  return { ok: false, problem: { code, field } };
}
