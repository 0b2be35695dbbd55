/** JSON: what of the revenue remains after goods and taxes (POST `{percent}`; null takes what costs say). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { setMargin } from '#app/services/set-margin.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => setMargin({ shop, actor, body }));
}
