/** JSON: what one of the staff may do (POST `{userId, role}`; null for the shop's standard). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { setRole } from '#app/services/set-role.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => setRole({ shop, actor, body }));
}
