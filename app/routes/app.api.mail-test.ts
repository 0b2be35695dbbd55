/** JSON: a mail to try the way (POST `{to}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { languageOf } from '#app/core/rejection.ts';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { sendTestMail } from '#app/services/send-test-mail.ts';
import { chooseLocale } from '#app/ui/admin/locale.ts';

export function action({ request }: ActionFunctionArgs) {
  const language = languageOf(chooseLocale(request, 'en'));
  return answerStaff(request, 'configure', ({ shop, actor }, body) =>
    sendTestMail({ shop, actor, language, body }),
  );
}
