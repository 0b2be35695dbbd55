/** The draft of a program, with what it changes against the live version. */
import { comparePrograms } from '#app/core/program/compare-programs.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';
import { findDraft, listVersions } from '#app/db/programs.ts';
import type { DifferenceView } from '#app/presenters/present-program.ts';

export type DraftView = {
  config: Program;
  /** The live version when it was begun; another is live by now if `live` differs. */
  basedOn: number;
  live: number;
  revision: number;
  updatedAt: string;
  updatedBy: string;
  differences: DifferenceView[];
};

export async function presentDraft(shop: string): Promise<DraftView | null> {
  const [draft, [live]] = await Promise.all([findDraft(shop), listVersions(shop)]);
  if (!draft) return null;
  const { config, basedOn, revision, updatedAt, updatedBy } = draft;
  return {
    config,
    basedOn,
    live: live?.version ?? 0,
    revision,
    updatedAt: updatedAt.toISOString(),
    updatedBy,
    differences: comparePrograms(live?.config ?? programSchema.parse({}), config),
  };
}
