/** JSON: how a mail of the log looks (POST `{id, language?}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { previewMail } from '#app/services/preview-mail.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'view', ({ shop }, body) => previewMail(shop, body));
}
