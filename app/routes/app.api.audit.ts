/** JSON: check the books now (POST). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { startAudit } from '#app/services/start-audit.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }) => startAudit(shop, actor), 202);
}
