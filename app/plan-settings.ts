/** Reads the setting TREUWERK_PLANS (docs/billing.md). */
import { z } from 'zod';
import type { PlanSettings } from '#app/core/plans/entitlement.ts';

const schema = z.strictObject({
  app: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/),
  freePlan: z.string().trim().min(1).max(100).optional(),
  graceDays: z.int().min(0).max(365).default(30),
});

/** @returns undefined when there are no plans. What is wrong is named in words in the context. */
export function readPlanSettings(
  text: string | undefined,
  context: z.RefinementCtx,
): PlanSettings | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const read = schema.safeParse(jsonOf(text));
  if (read.success) return read.data;
  const problem = read.error.issues
    .map(({ path, message }) => `${path.join('.')} ${message}`.trim())
    .join('; ');
  context.addIssue({
    code: 'custom',
    message: `must be JSON such as {"app":"treuwerk","graceDays":30} (${problem})`,
  });
  return z.NEVER;
}

/** @returns undefined for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
