/** Insights: who matters, what customers are worth, who comes back. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { presentInsights } from '#app/presenters/present-insights.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { InsightsPage } from '#app/ui/insights/insights-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return presentInsights(shop);
}

export default function InsightsRoute() {
  return <InsightsPage view={useLoaderData<typeof loader>()} />;
}
