/** How far the latest reading of the shop's past is, phase by phase. */
import { IMPORT_PHASES, type ImportPhase } from '#app/db/imports.ts';
import { prisma } from '#app/db/prisma.ts';

/** `skipped`: no rule asks for what this phase reads. */
export type PhaseState = 'waiting' | 'reading' | 'booking' | 'done' | 'skipped' | 'stopped';
export type PhaseView = { phase: ImportPhase; state: PhaseState; total: number; done: number };

export type HistoryImportView = {
  /** Null while no reading was ever started; the state is `none` then. */
  id: string | null;
  state: string;
  /** Of the phase that goes on. */
  total: number;
  done: number;
  phases: PhaseView[];
  error: string | null;
  finishedAt: string | null;
};

export async function presentHistoryImport(shop: string): Promise<HistoryImportView> {
  const latest = await prisma.historyImport.findFirst({ where: { shop }, orderBy: { startedAt: 'desc' } });
  if (!latest)
    return { id: null, state: 'none', total: 0, done: 0, phases: [], error: null, finishedAt: null };
  const { id, state, total, done, error } = latest;
  const finished = latest.finished as Partial<Record<ImportPhase, number | null>>;
  const phases = IMPORT_PHASES.map((phase) => viewPhase(phase, latest, finished[phase]));
  return { id, state, total, done, phases, error, finishedAt: latest.finishedAt?.toISOString() ?? null };
}

function viewPhase(
  phase: ImportPhase,
  run: { phase: string; state: string; total: number; done: number },
  size: number | null | undefined,
): PhaseView {
  if (size === null) return { phase, state: 'skipped', total: 0, done: 0 };
  if (size !== undefined) return { phase, state: 'done', total: size, done: size };
  if (run.phase !== phase) return { phase, state: 'waiting', total: 0, done: 0 };
  const state = run.state === 'booking' || run.state === 'failed' ? run.state : 'reading';
  return { phase, state: state === 'failed' ? 'stopped' : state, total: run.total, done: run.done };
}
