/** JSON: what opens the shop's way of mail (POST `{kind: 'smtp' | 'klaviyo', value}`; null takes it away). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { setMailSecret } from '#app/services/set-mail-secret.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => setMailSecret({ shop, actor, body }));
}
