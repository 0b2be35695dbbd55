/**
 * Imports and exports. GET `?id=`: how far one is. POST with `?kind=` and `?name=`: the body is the file. POST JSON:
 * `{export: true}` begins one, `{id, step}` moves an import on.
 */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { rejected } from '#app/core/result.ts';
import { presentTransfer } from '#app/presenters/present-transfers.ts';
import { answerStaff, answerUpload, openPage } from '#app/routes/staff.frame.ts';
import { startExport } from '#app/services/start-export.ts';
import { steerTransfer, TRANSFER_STEPS } from '#app/services/steer-transfer.ts';
import { takeUpload } from '#app/services/take-upload.ts';

const kinds = z.enum(['import', 'bulk', 'restore']);
const orders = z.union([
  z.strictObject({ export: z.literal(true) }),
  z.strictObject({ id: z.uuid(), step: z.enum(TRANSFER_STEPS), setup: z.unknown().optional() }),
]);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request, 'configure');
  const view = await presentTransfer(shop, new URL(request.url).searchParams.get('id') ?? '');
  if (!view) throw new Response('No such transfer', { status: 404 });
  return Response.json(view);
}

export function action({ request }: ActionFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const kind = kinds.safeParse(searchParams.get('kind'));
  if (kind.success) {
    const fileName = searchParams.get('name') ?? '';
    return answerUpload(request, 'configure', ({ shop, actor }, body) =>
      takeUpload({ shop, actor, kind: kind.data, fileName, body }),
    );
  }
  return answerStaff<unknown>(request, 'configure', async ({ shop, actor }, body) => {
    const order = orders.safeParse(body);
    if (!order.success) return rejected('request-invalid');
    if ('export' in order.data) return startExport({ shop, actor });
    return steerTransfer({ shop, actor, ...order.data });
  });
}
