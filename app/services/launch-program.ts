/** The end of set-up: the proposed program goes live with what was decided for the past, or is tried by named customers. */
import type { Launch } from '#app/core/concept/past-program.ts';
import { programSchema } from '#app/core/program/program.ts';
import { rejected, type Result } from '#app/core/result.ts';
import { publishProgram } from '#app/services/publish-program.ts';

export async function launchProgram(
  shop: string,
  actor: string,
  { config, testers, past, note }: Launch,
): Promise<Result<{ version: number }>> {
  const parsed = programSchema.safeParse(config);
  if (!parsed.success) return rejected('program-invalid', { problem: parsed.error.issues[0]?.message ?? '' });
  if (testers !== null) {
    const trial = { ...parsed.data, stage: 'test' as const, testers };
    return publishProgram({ shop, actor, config: trial, note });
  }
  const live = { ...parsed.data, stage: 'live' as const, testers: [] };
  return publishProgram({ shop, actor, config: live, past, note });
}
