/** Home. */
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useFetcher, useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { now } from '#app/clock.ts';
import type { RefusalReply } from '#app/core/contracts/proxy.ts';
import { allows } from '#app/core/team/roles.ts';
import { env } from '#app/env.server.ts';
import { presentAccess } from '#app/presenters/present-access.ts';
import { presentHome } from '#app/presenters/present-home.ts';
import type { HistoryImportView } from '#app/presenters/present-history-import.ts';
import { presentPerks } from '#app/presenters/present-perks.ts';
import { isFresh } from '#app/presenters/present-setup.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { useAdmin } from '#app/ui/admin/context.tsx';
import { isRunning } from '#app/ui/home/history-card.tsx';
import { HomePage } from '#app/ui/home/home-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

const HISTORY_ADDRESS = '/app/api/history-import';
const POLL_MS = 2_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, role } = await openPage(request);
  if (allows(role, 'configure') && (await isFresh(shop)))
    throw redirect(`/app/setup${new URL(request.url).search}`);
  const { TREUWERK_PLANS: plans, SHOPIFY_API_KEY: apiKey } = env();
  const [view, access, perks] = await Promise.all([
    presentHome(shop),
    presentAccess(shop, { plans, apiKey }, now()),
    presentPerks(shop),
  ]);
  return { view, access, perks };
}

export default function Home() {
  const { view, access, perks } = useLoaderData<typeof loader>();
  const { locale } = useAdmin();
  const progress = useFetcher<HistoryImportView>();
  const start = useFetcher<{ id: string } | RefusalReply>();
  const history = newest(progress.data, view.history);
  usePolling(history !== null && isRunning(history), () => progress.load(HISTORY_ADDRESS), progress.state);
  return (
    <HomePage
      view={view}
      access={access}
      perks={perks}
      history={history}
      historyError={start.data && 'error' in start.data ? start.data.error.message : null}
      startingHistory={start.state !== 'idle'}
      onStartHistory={() =>
        void start.submit({}, { method: 'post', action: `${HISTORY_ADDRESS}?locale=${locale}` })
      }
    />
  );
}

/** While a run goes on the poll is newer than the page; once it ended the page, loaded anew, knows when. */
function newest(
  polled: HistoryImportView | undefined,
  loaded: HistoryImportView | null,
): HistoryImportView | null {
  return polled && loaded && polled.id === loaded.id && isRunning(loaded) ? polled : loaded;
}

/** Asks again a little after each answer, only while something runs; when it ends, the page loads its numbers anew. */
function usePolling(active: boolean, ask: () => void, state: string): void {
  const { revalidate } = useRevalidator();
  const wasActive = useRef(active);
  useEffect(() => {
    if (wasActive.current && !active) revalidate();
    wasActive.current = active;
    if (!active || state !== 'idle') return;
    const timer = setTimeout(ask, POLL_MS);
    return () => clearTimeout(timer);
  });
}
