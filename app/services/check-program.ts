/** Whether a configuration can be a program of this shop: its shape, and its amounts in the shop's currency. */
import { currencyExponent } from '#app/core/money.ts';
import { badAmounts } from '#app/core/program/amounts.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';

export function checkProgram(config: unknown, currency: string): Result<Program> {
  const parsed = programSchema.safeParse(config);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return rejected('program-invalid', {
      problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    });
  }
  const [bad] = badAmounts(parsed.data, currencyExponent(currency));
  if (bad) return rejected('program-invalid', { problem: `${bad}: ${currency}` });
  return ok(parsed.data);
}
