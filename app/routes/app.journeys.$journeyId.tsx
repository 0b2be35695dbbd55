/** One journey: its path, its texts and waits, and who would get something today. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react';
import { now } from '#app/clock.ts';
import { presentJourney } from '#app/presenters/present-journeys.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { JourneyPage } from '#app/ui/journeys/journey-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  const view = await presentJourney(shop, params.journeyId ?? '', now());
  if (!view) throw new Response(null, { status: 404 });
  return view;
}

/** A refusal has changed nothing: the form keeps what was typed. */
export function shouldRevalidate(change: ShouldRevalidateFunctionArgs): boolean {
  return (change.actionStatus ?? 200) < 400 && change.defaultShouldRevalidate;
}

export default function JourneyRoute() {
  const view = useLoaderData<typeof loader>();
  return <JourneyPage key={`${view.journey.id} ${view.revision}`} view={view} />;
}
