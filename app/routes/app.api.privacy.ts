/** A person's file (GET `?id=`), and the note that she was sent it (POST `{id}`). */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { presentPersonFile } from '#app/presenters/present-privacy.ts';
import { answerStaff, openPage } from '#app/routes/staff.frame.ts';
import { sendPersonFile } from '#app/services/send-person-file.ts';
import { renderPersonFile } from '#app/ui/privacy/render-person-file.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request, 'configure');
  const found = await presentPersonFile(shop, new URL(request.url).searchParams.get('id') ?? '');
  if (!found) throw new Response('No such file', { status: 404 });
  return new Response(renderPersonFile(found.file, found.language), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Disposition': 'attachment; filename="treuwerk-data.html"',
      'Cache-Control': 'no-store',
    },
  });
}

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => sendPersonFile({ shop, body, actor }));
}
