/** The live program and the history of its versions. */
import { type Program, programSchema } from '#app/core/program/program.ts';
import { prisma } from '#app/db/prisma.ts';

const VERSIONS_SHOWN = 20;

export type ProgramView = {
  /** The live version, or 0 while nothing has been published. */
  version: number;
  /** The live program, or the bare one to begin with. */
  program: Program;
  versions: VersionView[];
  /** True when older versions exist beyond those listed. */
  hasOlder: boolean;
};

export type VersionView = {
  version: number;
  publishedAt: string;
  publishedBy: string;
  appliesFrom: string;
  active: boolean;
};

export async function presentProgram(shop: string): Promise<ProgramView> {
  const rows = await prisma.programVersion.findMany({
    where: { shop },
    orderBy: { version: 'desc' },
    take: VERSIONS_SHOWN + 1,
  });
  const live = rows[0];
  return {
    version: live?.version ?? 0,
    program: programSchema.parse(live?.config ?? {}),
    versions: rows.slice(0, VERSIONS_SHOWN).map((row) => ({
      version: row.version,
      publishedAt: row.publishedAt.toISOString(),
      publishedBy: row.publishedBy,
      appliesFrom: row.appliesFrom.toISOString(),
      active: programSchema.parse(row.config).active,
    })),
    hasOlder: rows.length > VERSIONS_SHOWN,
  };
}
