/** JSON: a mail in doubt goes out once more (POST `{id}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { sendMailAgain } from '#app/services/send-mail-again.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'serve', ({ shop, actor }, body) => sendMailAgain({ shop, actor, body }));
}
