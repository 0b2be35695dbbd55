/** JSON: the program that is being prepared (GET), save it (POST `{config, seen}`), or drop it (DELETE). */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { ok, rejected } from '#app/core/result.ts';
import { presentDraft } from '#app/presenters/present-draft.ts';
import { answerStaff, openPage } from '#app/routes/staff.frame.ts';
import { dropDraft } from '#app/services/drop-draft.ts';
import { saveDraft } from '#app/services/save-draft.ts';

const bodySchema = z.strictObject({ config: z.unknown(), seen: z.int().min(0) });

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await openPage(request);
  return Response.json(await presentDraft(shop));
}

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', async ({ shop, actor }, json) => {
    if (request.method === 'DELETE') return ok(await dropDraft({ shop, actor }));
    const body = bodySchema.safeParse(json);
    if (!body.success) return rejected('request-invalid');
    return saveDraft({ shop, actor, config: body.data.config, seen: body.data.seen });
  });
}
