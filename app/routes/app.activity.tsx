/** Activity: what came in, what became of it, and a second try. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { describeRejection } from '#app/core/rejection.ts';
import { env } from '#app/env.server.ts';
import { presentAccess } from '#app/presenters/present-access.ts';
import { type ActivityFilter, presentActivity } from '#app/presenters/present-activity.ts';
import { type DriftView, presentDrift } from '#app/presenters/present-drift.ts';
import { presentPrivacy } from '#app/presenters/present-privacy.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { retryAllEvents, retryEvent } from '#app/services/retry-event.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { showToast } from '#app/ui/admin/toast.ts';
import { ActivityPage } from '#app/ui/activity/activity-page.tsx';
import type { DriftProps } from '#app/ui/activity/drift-card.tsx';
import { activityTexts } from '#app/ui/texts/activity.ts';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

const RECONCILE = '/app/api/reconcile';
const POLL_MS = 2_000;

const retryForm = z.union([
  z.object({ deliveryId: z.string().min(1).max(200) }),
  z.object({ all: z.literal('yes') }),
]);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const { TREUWERK_PLANS: plans, SHOPIFY_API_KEY: apiKey } = env();
  const [activity, drift, privacy, access] = await Promise.all([
    presentActivity(shop, readQuery(new URL(request.url).searchParams)),
    presentDrift(shop),
    presentPrivacy(shop, now()),
    presentAccess(shop, { plans, apiKey }, now()),
  ]);
  return { activity, drift, privacy, access };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await openPage(request, 'configure');
  const form = retryForm.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return { ok: false as const, rejection: { code: 'request-invalid' as const } };
  if ('all' in form.data) return await retryAllEvents({ shop, actor });
  return await retryEvent({ shop, deliveryId: form.data.deliveryId, actor });
}

export default function Activity() {
  const { activity, drift, privacy, access } = useLoaderData<typeof loader>();
  const compared = useComparison(drift);
  const [params, setParams] = useSearchParams();
  const navigation = useNavigation();
  const retry = useFetcher<typeof action>();
  useRetryToast(retry.state, retry.data);
  const { filter, before } = readQuery(params);
  return (
    <ActivityPage
      view={activity}
      access={access}
      drift={compared}
      privacy={privacy}
      filter={filter}
      isFirstPage={before === null}
      loading={navigation.state === 'loading'}
      retrying={retry.state === 'idle' ? undefined : String(retry.formData?.get('deliveryId') ?? '')}
      onFilter={(chosen) => setParams(chosen === 'all' ? {} : { filter: chosen })}
      onRetry={(deliveryId) => void retry.submit({ deliveryId }, { method: 'post' })}
      onRetryAll={() => void retry.submit({ all: 'yes' }, { method: 'post' })}
    />
  );
}

/** The reports as loaded, or as last asked while a comparison that was asked for goes on. */
function useComparison(loaded: DriftView[]): DriftProps {
  const { locale } = useAdmin();
  const start = useFetcher();
  const latest = useFetcher<DriftView[]>();
  /** The newest report when the comparison was asked for; undefined while none was. */
  const [asked, setAsked] = useState<string | null>();
  const reports = latest.data ?? loaded;
  const newest = reports[0];
  const comparing = newest?.state === 'running' || (asked !== undefined && (newest?.id ?? null) === asked);
  const { load, state } = latest;
  useEffect(() => {
    if (!comparing || state !== 'idle') return;
    const timer = setTimeout(() => load(RECONCILE), POLL_MS);
    return () => clearTimeout(timer);
  }, [comparing, state, load, reports]);
  return {
    reports,
    comparing,
    onCompare: () => {
      setAsked(newest?.id ?? null);
      void start.submit({}, { method: 'post', action: `${RECONCILE}?locale=${locale}` });
    },
  };
}

type RetryResult = Awaited<ReturnType<typeof action>>;

function useRetryToast(state: string, result: RetryResult | undefined): void {
  const { language, format } = useAdmin();
  const texts = useTexts(activityTexts);
  useEffect(() => {
    if (state !== 'idle' || !result) return;
    if (!result.ok) showToast(describeRejection(result.rejection, language).sentence, { isError: true });
    else if (!('opened' in result.value)) showToast(texts.retried);
    else {
      const { opened, more } = result.value;
      showToast(texts.retriedAll(opened, format.number(opened), more));
    }
  }, [state, result, language, format, texts]);
}

function readQuery(params: URLSearchParams): { filter: ActivityFilter; before: bigint | null } {
  const before = params.get('before') ?? '';
  return {
    filter: params.get('filter') === 'attention' ? 'attention' : 'all',
    before: /^\d{1,18}$/.test(before) ? BigInt(before) : null,
  };
}
