/** The file of a finished export (GET `?id=`), as long as it is kept. */
import type { LoaderFunctionArgs } from '@remix-run/node';
import { openPage } from '#app/routes/staff.frame.ts';
import { fetchExport } from '#app/services/fetch-export.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await openPage(request, 'configure');
  const file = await fetchExport({ shop, actor, id: new URL(request.url).searchParams.get('id') ?? '' });
  if (!file) throw new Response('No such file', { status: 404 });
  return new Response(file.stream, {
    headers: {
      'Content-Type': 'application/gzip',
      'Content-Length': String(file.bytes),
      'Content-Disposition': `attachment; filename="${file.name}"`,
      'Cache-Control': 'no-store',
    },
  });
}
