/** Members from other programs: upload, columns, check, run, way back (`?run=` shows one file). */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { openPage } from '#app/routes/staff.frame.ts';
import { TransfersRoute } from '#app/ui/transfers/transfers-route.tsx';
import { loadRuns } from '#app/routes/transfers.frame.ts';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request, 'configure');
  return loadRuns(shop, 'import', request);
}

export default TransfersRoute;
