/** Set-up: from the shop's past to a live program, and what is left to do after the launch. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { now } from '#app/clock.ts';
import type { PackedPast } from '#app/core/concept/pack-past.ts';
import type { Launch } from '#app/core/concept/past-program.ts';
import type { PastPoints } from '#app/core/concept/project.ts';
import type { RefusalReply } from '#app/core/contracts/proxy.ts';
import { ALL_ORDERS_SCOPE } from '#app/core/contracts/scopes.ts';
import { type PlacementView, THEME_SCOPE } from '#app/core/placement.ts';
import type { SelfTest } from '#app/core/rehearse.ts';
import type { HistoryImportView } from '#app/presenters/present-history-import.ts';
import { presentSetup, type SetupView } from '#app/presenters/present-setup.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { showToast } from '#app/ui/admin/toast.ts';
import { isRunning } from '#app/ui/home/history-card.tsx';
import { LaunchedPage } from '#app/ui/setup/launched-page.tsx';
import { PastPointsCard } from '#app/ui/setup/past-points-card.tsx';
import { PlacementCard } from '#app/ui/setup/placement-card.tsx';
import { SelfTestCard } from '#app/ui/setup/self-test-card.tsx';
import { SetupPage } from '#app/ui/setup/setup-page.tsx';
import { WindDownCard } from '#app/ui/setup/wind-down-card.tsx';
import { usePast } from '#app/ui/setup/use-proposal.ts';
import { setupTexts } from '#app/ui/texts/setup.ts';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

const SETUP = '/app/api/setup';
const HISTORY = '/app/api/history-import';
const PLACEMENT = '/app/api/placement';
const POLL_MS = 2_000;
/** Until Shopify's news of a grant has come. */
const HEARD_MS = 4_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return await presentSetup(shop, now());
}

export default function Setup() {
  const view = useLoaderData<typeof loader>();
  const launch = useLaunch();
  return view.program ? (
    <Launched view={{ ...view, program: view.program }} launch={launch} />
  ) : (
    <Proposing loaded={view.history} allOrders={view.allOrders} launch={launch} />
  );
}

type LaunchState = { busy: boolean; refusal: string | null; send: (launch: Launch) => void };

function useLaunch(): LaunchState {
  const { locale } = useAdmin();
  const texts = useTexts(setupTexts).launch;
  const fetcher = useFetcher<{ version: number } | RefusalReply>();
  const trial = useRef(false);
  const told = useRef(fetcher.data);
  const { data } = fetcher;
  useEffect(() => {
    if (data === told.current) return;
    told.current = data;
    if (data && 'version' in data) showToast(trial.current ? texts.trialDone : texts.done);
  }, [data, texts]);
  return {
    busy: fetcher.state !== 'idle',
    refusal: data && 'error' in data ? data.error.message : null,
    send: (launch) => {
      trial.current = launch.testers !== null;
      void fetcher.submit(JSON.stringify(launch), {
        method: 'POST',
        action: `${SETUP}?locale=${locale}`,
        encType: 'application/json',
      });
    },
  };
}

/** The past is read from the first visit on; what is there already shapes the proposal. */
type ProposingProps = { loaded: HistoryImportView; allOrders: boolean; launch: LaunchState };

function Proposing({ loaded, allOrders, launch }: ProposingProps) {
  const { locale } = useAdmin();
  const start = useFetcher<{ id: string } | RefusalReply>();
  const progress = useFetcher<HistoryImportView>();
  const past = useFetcher<PackedPast>();
  const { revalidate } = useRevalidator();
  const history = progress.data ?? loaded;
  const read = () => void start.submit({}, { method: 'post', action: `${HISTORY}?locale=${locale}` });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    past.load(SETUP);
    if (loaded.id === null) read();
  });
  const running = (history.id !== null && isRunning(history)) || (start.data && 'id' in start.data);
  usePolling(
    Boolean(running) && history.state !== 'done' && history.error === null,
    () => {
      progress.load(HISTORY);
      past.load(SETUP);
    },
    progress.state,
  );
  useOnce(history.state === 'done', () => past.load(SETUP));
  return (
    <SetupPage
      packed={past.data}
      history={history}
      readRefusal={start.data && 'error' in start.data ? start.data.error.message : null}
      onRead={read}
      onAllow={allOrders ? null : () => void allow(ALL_ORDERS_SCOPE).then(revalidate).then(read)}
      launching={launch.busy}
      refusal={launch.refusal}
      onLaunch={launch.send}
    />
  );
}

function Launched({ view, launch }: { view: LaunchedView; launch: LaunchState }) {
  const { program, booking } = view;
  const { currency, timeZone, locale } = useAdmin();
  const { revalidate, state } = useRevalidator();
  const past = useFetcher<PackedPast>();
  const placement = useFetcher<PlacementView>();
  const stage = useFetcher<{ version: number } | RefusalReply>();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    placement.load(PLACEMENT);
    past.load(SETUP);
  });
  usePolling(booking?.state === 'running', revalidate, state);
  const [choice, setChoice] = useState<PastPoints>({ kind: 'months', months: 12 });
  const { summary, figures, forecast } = usePast(past.data, currency, timeZone);
  const test = useSelfTest(figures.orders > 0 ? figures.orderMinor.median : null);
  return (
    <LaunchedPage
      program={program}
      booking={booking}
      launching={launch.busy}
      refusal={launch.refusal}
      onLaunch={() => launch.send({ config: program.config, testers: null, past: choice, note: '' })}
      before={
        program.config.stage === 'test' && summary.orders > 0 ? (
          <PastPointsCard program={program.config} forecast={forecast} choice={choice} onChoice={setChoice} />
        ) : null
      }
    >
      <PlacementCard
        view={placement.data}
        looking={placement.state !== 'idle'}
        onLook={() => placement.load(PLACEMENT)}
        onAllow={() => void allow(THEME_SCOPE).then(() => placement.load(PLACEMENT))}
      />
      <SelfTestCard {...test} />
      <WindDownCard
        program={program.config}
        busy={stage.state !== 'idle'}
        refusal={stage.data && 'error' in stage.data ? stage.data.error.message : null}
        onStage={(next) =>
          void stage.submit(JSON.stringify({ stage: next }), {
            method: 'POST',
            action: `${SETUP}?locale=${locale}`,
            encType: 'application/json',
          })
        }
      />
    </LaunchedPage>
  );
}

type LaunchedView = SetupView & { program: NonNullable<SetupView['program']> };

function useSelfTest(orderMinor: number | null) {
  const { locale } = useAdmin();
  const fetcher = useFetcher<SelfTest | RefusalReply>();
  const { data } = fetcher;
  return {
    result: data && !('error' in data) ? data : null,
    refusal: data && 'error' in data ? data.error.message : null,
    running: fetcher.state !== 'idle',
    onRun: () =>
      void fetcher.submit(JSON.stringify({ orderMinor }), {
        method: 'POST',
        action: `${PLACEMENT}?locale=${locale}`,
        encType: 'application/json',
      }),
  };
}

/** Shopify asks the merchant over the page; a webhook tells the app a moment later. */
async function allow(scope: string): Promise<void> {
  await window.shopify?.scopes.request([scope]).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, HEARD_MS));
}

/** When something comes to its end while the page is open. */
function useOnce(holds: boolean, act: () => void): void {
  const before = useRef(holds);
  useEffect(() => {
    if (holds && !before.current) act();
    before.current = holds;
  });
}

/** Asks again a little after each answer, while something runs. */
function usePolling(active: boolean, ask: () => void, state: string): void {
  useEffect(() => {
    if (!active || state !== 'idle') return;
    const timer = setTimeout(ask, POLL_MS);
    return () => clearTimeout(timer);
  });
}
