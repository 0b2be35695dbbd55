/** JSON: members pool their points (POST `{join: true, customerId, withCustomerId}`) or stop it (POST `{leave: true, customerId}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { changeHousehold } from '#app/services/change-household.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'serve', ({ shop, actor }, body) => changeHousehold({ shop, actor, body }));
}
