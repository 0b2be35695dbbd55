/** Segments by the merchant's own rules. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { presentSegments } from '#app/presenters/present-segments.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { SegmentsPage } from '#app/ui/segments/segments-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return presentSegments(shop);
}

export default function SegmentsRoute() {
  return <SegmentsPage view={useLoaderData<typeof loader>()} />;
}
