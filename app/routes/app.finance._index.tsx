/** Finance: liability, age of lots and breakage, revenue deferral, the year-end provision, redeemed value. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { readFinanceQuery } from '#app/presenters/finance-query.ts';
import { presentFinance } from '#app/presenters/present-finance.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { FinancePage } from '#app/ui/finance/finance-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const query = readFinanceQuery(new URL(request.url).searchParams);
  return { query, view: await presentFinance(shop, query) };
}

export default function Finance() {
  const { query, view } = useLoaderData<typeof loader>();
  const navigation = useNavigation();
  const [params, setParams] = useSearchParams();
  return (
    <FinancePage
      query={query}
      view={view}
      loading={navigation.state === 'loading'}
      onAsk={(change) => setParams(changed(params, change), { preventScrollReset: true })}
    />
  );
}

/** The questions of the page alone: what Shopify adds to the first address is not carried along. */
function changed(params: URLSearchParams, change: Record<string, string | null>): URLSearchParams {
  const next = new URLSearchParams();
  for (const name of ['report', 'date', 'month', 'days', 'horizon']) {
    const value = Object.hasOwn(change, name) ? change[name] : params.get(name);
    if (value) next.set(name, value);
  }
  return next;
}
