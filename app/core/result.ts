/** Expected refusals are values; broken assumptions throw through `invariant`. */
import type { Rejection } from '#app/core/rejection.ts';

export type Result<T> = { ok: true; value: T } | { ok: false; rejection: Rejection };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function rejected<T = never>(code: Rejection['code'], details?: Rejection['details']): Result<T> {
  return { ok: false, rejection: details ? { code, details } : { code } };
}
