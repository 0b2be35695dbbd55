/** Surveys: what members are asked, and what they answered lately. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { presentSurveys } from '#app/presenters/present-surveys.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { SurveysPage } from '#app/ui/surveys/surveys-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return presentSurveys(shop);
}

export default function SurveysRoute() {
  return <SurveysPage view={useLoaderData<typeof loader>()} />;
}
