/** JSON: where the mail provider tells of bounces (POST `{renew: true}`, `{provider, secret}` or `{confirm: topic}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { setMailReports } from '#app/services/set-mail-reports.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => setMailReports({ shop, actor, body }));
}
