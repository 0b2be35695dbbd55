/** The draft of a program, if there is one. */
import type { Program } from '#app/core/program/program.ts';
import { findDraft, listVersions } from '#app/db/programs.ts';

export type DraftView = {
  config: Program;
  /** The newest version when it was begun; another has been published since if `newest` differs. */
  basedOn: number;
  newest: number;
  revision: number;
  updatedAt: string;
  updatedBy: string;
};

export async function presentDraft(shop: string): Promise<DraftView | null> {
  const [draft, [newest]] = await Promise.all([findDraft(shop), listVersions(shop)]);
  if (!draft) return null;
  const { config, basedOn, revision, updatedAt, updatedBy } = draft;
  return {
    config,
    basedOn,
    newest: newest?.version ?? 0,
    revision,
    updatedAt: updatedAt.toISOString(),
    updatedBy,
  };
}
