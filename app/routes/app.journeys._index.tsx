/** Journeys: what the shop does between two purchases, each switched on or off. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { now } from '#app/clock.ts';
import { presentJourneys } from '#app/presenters/present-journeys.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { JourneysPage } from '#app/ui/journeys/journeys-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return presentJourneys(shop, now());
}

export default function JourneysRoute() {
  return <JourneysPage view={useLoaderData<typeof loader>()} />;
}
