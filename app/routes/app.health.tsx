/** Health: what is well, what is not, and the facts, for whoever is woken at night. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import type { RefusalReply } from '#app/core/contracts/proxy.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { readHealth } from '#app/services/read-health.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { showToast } from '#app/ui/admin/toast.ts';
import { HealthPage } from '#app/ui/health/health-page.tsx';
import { healthTexts } from '#app/ui/texts/health.ts';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return readHealth(shop);
}

export default function HealthRoute() {
  const view = useLoaderData<typeof loader>();
  const { locale } = useAdmin();
  const { revalidate, state } = useRevalidator();
  const asking = useFetcher<RefusalReply | Record<string, unknown>>();
  const texts = useTexts(healthTexts);
  const { data } = asking;
  useEffect(() => {
    if (!data) return;
    if ('error' in data) showToast((data as RefusalReply).error.message, { isError: true });
    else showToast(texts.asked);
  }, [data, texts]);
  const ask = (route: string, body: object) =>
    void asking.submit(JSON.stringify(body), {
      method: 'post',
      action: `/app/api/${route}?locale=${locale}`,
      encType: 'application/json',
    });
  return (
    <HealthPage
      view={view}
      loading={state === 'loading'}
      busy={asking.state !== 'idle'}
      onReload={revalidate}
      onRetry={(id) => ask('job', { id })}
      onAudit={() => ask('audit', {})}
      onCompare={() => ask('reconcile', {})}
    />
  );
}
