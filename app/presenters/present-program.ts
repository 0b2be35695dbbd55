/** The live program and the history of its versions. */
import { now } from '#app/clock.ts';
import { type Program, programSchema } from '#app/core/program/program.ts';
import { prisma } from '#app/db/prisma.ts';

const VERSIONS_SHOWN = 20;

export type ProgramView = {
  /** The version in force, or 0 while nothing has been published. */
  version: number;
  /** The live program, or the bare one to begin with. */
  program: Program;
  versions: VersionView[];
  /** True when older versions exist beyond those listed. */
  hasOlder: boolean;
};

export type VersionView = {
  version: number;
  /** `scheduled`: its time has not come. */
  state: 'live' | 'scheduled' | 'past';
  publishedAt: string;
  publishedBy: string;
  appliesFrom: string;
  active: boolean;
  note: string;
  /** The version whose rules this one brought back. */
  restores: number | null;
};

export type ComparisonView = { left: number; right: number; before: Program; after: Program };

export async function presentProgram(shop: string): Promise<ProgramView> {
  const rows = await prisma.programVersion.findMany({
    where: { shop },
    orderBy: { version: 'desc' },
    take: VERSIONS_SHOWN + 1,
  });
  const at = now();
  // Before the first one applies, it is what there is.
  const live = rows.find(({ appliesFrom }) => appliesFrom <= at) ?? rows.at(-1);
  return {
    version: live?.version ?? 0,
    program: programSchema.parse(live?.config ?? {}),
    versions: rows.slice(0, VERSIONS_SHOWN).map((row) => ({
      version: row.version,
      state: stateOf(row.version, live?.version ?? 0),
      publishedAt: row.publishedAt.toISOString(),
      publishedBy: row.publishedBy,
      appliesFrom: row.appliesFrom.toISOString(),
      active: programSchema.parse(row.config).active,
      note: row.note,
      restores: row.restores,
    })),
    hasOlder: rows.length > VERSIONS_SHOWN,
  };
}

function stateOf(version: number, live: number): VersionView['state'] {
  if (version === live) return 'live';
  return version > live ? 'scheduled' : 'past';
}

/** Two versions side by side; null when the shop lacks one of them. */
export async function presentComparison(
  shop: string,
  left: number,
  right: number,
): Promise<ComparisonView | null> {
  const rows = await prisma.programVersion.findMany({ where: { shop, version: { in: [left, right] } } });
  const configOf = (version: number) => rows.find((row) => row.version === version)?.config;
  const [before, after] = [configOf(left), configOf(right)];
  if (before === undefined || after === undefined) return null;
  return { left, right, before: programSchema.parse(before), after: programSchema.parse(after) };
}
