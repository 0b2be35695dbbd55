/** Winds the program down, or takes it up again: the live rules as a new version at another stage, nothing else. */
import { now } from '#app/clock.ts';
import { rejected, type Result } from '#app/core/result.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { publishProgram } from '#app/services/publish-program.ts';

export async function changeStage(command: {
  shop: string;
  actor: string;
  stage: 'live' | 'phaseOut';
}): Promise<Result<{ version: number }>> {
  const { shop, actor, stage } = command;
  const live = versionAt(await listVersions(shop), now().getTime());
  // A trial ends by a launch, which decides about the past.
  if (!live || live.config.stage === 'test') return rejected('program-missing');
  return publishProgram({ shop, actor, config: { ...live.config, stage }, note: stage });
}
