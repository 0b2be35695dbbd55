/** Program: edit, draft, try, publish, versions. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { RefusalReply } from '#app/core/contracts/proxy.ts';
import { presentDraft } from '#app/presenters/present-draft.ts';
import { presentPerks } from '#app/presenters/present-perks.ts';
import { type ComparisonView, presentProgram } from '#app/presenters/present-program.ts';
import { presentSimulation, type SimulationView } from '#app/presenters/present-simulation.ts';
import { authenticate } from '#app/shopify.server.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { showToast } from '#app/ui/admin/toast.ts';
import { ProgramPage } from '#app/ui/program/program-page.tsx';
import { isRunning, type TrialProps } from '#app/ui/program/trial-card.tsx';
import type { RestoreProps } from '#app/ui/program/versions-card.tsx';
import { programPreparingTexts } from '#app/ui/texts/program-preparing.ts';
import { programTexts } from '#app/ui/texts/program.ts';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

const SIMULATION = '/app/api/simulation';
const POLL_MS = 1_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const [program, draft, simulation, perks] = await Promise.all([
    presentProgram(session.shop),
    presentDraft(session.shop),
    presentSimulation(session.shop),
    presentPerks(session.shop),
  ]);
  return { program, draft, simulation, perks };
}

/** A refusal has changed nothing, and a try changes no program: the form keeps what was typed. */
export function shouldRevalidate(change: ShouldRevalidateFunctionArgs): boolean {
  if ((change.actionStatus ?? 200) >= 400 || change.formAction?.startsWith(SIMULATION)) return false;
  return change.defaultShouldRevalidate;
}

export default function ProgramRoute() {
  const { program, draft, simulation, perks } = useLoaderData<typeof loader>();
  const publish = useJson<{ version: number }>('program');
  const save = useJson<{ revision: number }>('draft');
  const drop = useJson<{ revision: number }>('draft');
  const { trial, start } = useTrial(simulation);
  const restore = useRestore(program.version);
  const texts = useTexts(programPreparingTexts).draft;
  usePublishedToast(publish.done?.version);
  useToast(save.done, texts.saved);
  useToast(drop.done, texts.dropped);
  return (
    <ProgramPage
      view={program}
      perks={perks}
      draft={draft}
      publishing={publish.busy}
      refusal={publish.refusal}
      saving={{ refusal: save.refusal, busy: save.busy, onReload: () => window.location.reload() }}
      dropping={drop.busy}
      trial={trial}
      restore={restore}
      onPublish={(config, note) => publish.send(note ? { config, note } : { config })}
      onSave={(config, seen) => save.send({ config, seen })}
      onDrop={() => drop.send({}, 'DELETE')}
      onTry={(config) => start({ config })}
    />
  );
}

/** A JSON route of the app: sends a body, and tells what came back. */
function useJson<Reply extends object>(route: string) {
  const { locale } = useAdmin();
  const fetcher = useFetcher();
  const reply = fetcher.data as Reply | RefusalReply | undefined;
  const refusal = reply && 'error' in reply ? reply.error.message : null;
  return {
    busy: fetcher.state !== 'idle',
    refusal,
    done: reply && !('error' in reply) ? reply : undefined,
    send: (body: unknown, method: 'POST' | 'DELETE' = 'POST') =>
      void fetcher.submit(JSON.stringify(body), {
        method,
        action: `/app/api/${route}?locale=${locale}`,
        encType: 'application/json',
      }),
  };
}

/** The newest run: as loaded, or as last asked while one is under way. */
function useTrial(loaded: SimulationView | null): { trial: TrialProps; start: (body: unknown) => void } {
  const begin = useJson<{ id: string }>('simulation');
  const progress = useFetcher<SimulationView | null>();
  const id = begin.done?.id;
  const run = progress.data && (id === undefined || progress.data.id === id) ? progress.data : loaded;
  const waiting = (id !== undefined && run?.id !== id) || isRunning(run);
  const { load, state } = progress;
  useEffect(() => {
    if (!waiting || state !== 'idle') return;
    const timer = setTimeout(() => load(id === undefined ? SIMULATION : `${SIMULATION}?id=${id}`), POLL_MS);
    return () => clearTimeout(timer);
  }, [waiting, state, load, id, run]);
  return {
    trial: { run, starting: begin.busy || waiting, refusal: begin.refusal },
    start: begin.send,
  };
}

function useRestore(live: number): RestoreProps {
  const restore = useJson<{ version: number }>('program');
  const comparison = useFetcher<ComparisonView | null>();
  usePublishedToast(restore.done?.version);
  return {
    comparison: comparison.state === 'idle' ? (comparison.data ?? null) : null,
    busy: restore.busy,
    refusal: restore.refusal,
    onCompare: (version) => comparison.load(`/app/api/versions?left=${version}&right=${live}`),
    onRestore: (version) => restore.send({ restore: version }),
  };
}

function useToast(done: object | undefined, text: string): void {
  const [told, setTold] = useState(done);
  useEffect(() => {
    if (done === undefined || done === told) return;
    setTold(done);
    showToast(text);
  }, [done, told, text]);
}

function usePublishedToast(version: number | undefined): void {
  const { format } = useAdmin();
  const texts = useTexts(programTexts);
  useEffect(() => {
    if (version !== undefined) showToast(texts.published(format.number(version)));
  }, [version, format, texts]);
}
