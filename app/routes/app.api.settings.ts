/** JSON: save what the shop sets beside its program (POST `{settings, seen}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { rejected } from '#app/core/result.ts';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { saveSettings } from '#app/services/save-settings.ts';

const bodySchema = z.strictObject({ settings: z.unknown(), seen: z.int().min(0) });

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', async ({ shop, actor }, json) => {
    const body = bodySchema.safeParse(json);
    return body.success ? saveSettings({ shop, actor, ...body.data }) : rejected('request-invalid');
  });
}
