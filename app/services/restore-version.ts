/** Brings back the rules of an earlier version, as a new one: nothing that was awarded in between is taken away. */
import { rejected, type Result } from '#app/core/result.ts';
import { listVersions } from '#app/db/programs.ts';
import { publishProgram } from '#app/services/publish-program.ts';

export async function restoreVersion(command: {
  shop: string;
  version: number;
  actor: string;
}): Promise<Result<{ version: number }>> {
  const found = (await listVersions(command.shop)).find(({ version }) => version === command.version);
  if (!found) return rejected('version-unknown');
  return publishProgram({
    shop: command.shop,
    config: found.config,
    actor: command.actor,
    restores: command.version,
  });
}
