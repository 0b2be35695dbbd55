/** JSON: what members did elsewhere, or what changed about them (POST `{facts: […]}`, 500 at most). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { takeFacts } from '#app/services/take-facts.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => takeFacts({ shop, actor, body }));
}
