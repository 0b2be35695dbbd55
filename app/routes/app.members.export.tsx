/** Everything of the shop out as a file, and a whole export into an empty shop. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { presentTransfers } from '#app/presenters/present-transfers.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { ExportPage } from '#app/ui/transfers/export-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request, 'configure');
  const [exports, restores] = await Promise.all([
    presentTransfers(shop, ['export']),
    presentTransfers(shop, ['restore']),
  ]);
  return { exports, restores };
}

export default function Export() {
  return <ExportPage {...useLoaderData<typeof loader>()} />;
}
