/** Program: at a glance, trying, publishing, versions. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { presentEditor } from '#app/presenters/present-editor.ts';
import { presentOffers } from '#app/presenters/present-offers.ts';
import { presentPerks } from '#app/presenters/present-perks.ts';
import type { ComparisonView } from '#app/presenters/present-program.ts';
import { presentSimulation, type SimulationView } from '#app/presenters/present-simulation.ts';
import { useGoodsNames } from '#app/ui/program/use-goods-names.ts';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { showToast } from '#app/ui/admin/toast.ts';
import { OverviewPage } from '#app/ui/program/overview-page.tsx';
import { isRunning, type TrialProps } from '#app/ui/program/trial-card.tsx';
import type { RestoreProps } from '#app/ui/program/versions-card.tsx';
import { programPreparingTexts } from '#app/ui/texts/program-preparing.ts';
import { programTexts } from '#app/ui/texts/program.ts';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

const SIMULATION = '/app/api/simulation';
const POLL_MS = 1_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const [view, simulation, perks, offers] = await Promise.all([
    presentEditor(shop),
    presentSimulation(shop),
    presentPerks(shop),
    presentOffers(shop),
  ]);
  return { view, simulation, perks, offers };
}

/** A refusal has changed nothing, and a try changes no program. */
export function shouldRevalidate(change: ShouldRevalidateFunctionArgs): boolean {
  if ((change.actionStatus ?? 200) >= 400 || change.formAction?.startsWith(SIMULATION)) return false;
  return change.defaultShouldRevalidate;
}

export default function ProgramRoute() {
  const { view, simulation, perks, offers } = useLoaderData<typeof loader>();
  const { draft } = view;
  const program = draft?.config ?? view.program.program;
  const publish = useJson<{ version: number }>('program');
  const drop = useJson<{ revision: number }>('draft');
  const { trial, start } = useTrial(simulation);
  const restore = useRestore(view.program.version);
  usePublishedToast(publish.done?.version, view.program.version);
  useToast(drop.done, useTexts(programPreparingTexts).draft.dropped);
  return (
    <OverviewPage
      view={view}
      perks={perks}
      offers={offers}
      goodsNames={useGoodsNames(program)}
      publishing={publish.busy}
      refusal={publish.refusal}
      dropping={drop.busy}
      trial={trial}
      restore={restore}
      onPublish={({ note, from }) =>
        publish.send({
          config: program,
          ...(draft ? { seen: draft.revision } : {}),
          ...(note.trim() === '' ? {} : { note: note.trim() }),
          ...(from === '' ? {} : { fromDay: from }),
        })
      }
      onDrop={() => drop.send({}, 'DELETE')}
      onTry={() => start({ config: program })}
    />
  );
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
  usePublishedToast(restore.done?.version, live);
  return {
    comparison: comparison.state === 'idle' ? (comparison.data ?? null) : null,
    busy: restore.busy,
    refusal: restore.refusal,
    onCompare: (version) => comparison.load(`/app/api/versions?left=${version}&right=${live}`),
    onRestore: (version) => restore.send({ restore: version }),
  };
}

/** A version that is not in force once the page has been read anew waits for its day. */
function usePublishedToast(version: number | undefined, live: number): void {
  const { format } = useAdmin();
  const texts = useTexts(programTexts);
  useEffect(() => {
    if (version !== undefined) {
      const number = format.number(version);
      showToast(version === live ? texts.published(number) : texts.scheduled(number));
    }
  }, [version, format, texts, live]);
}
