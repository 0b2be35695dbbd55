/** JSON: another try for a failed job (POST `{id}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { retryJob } from '#app/services/retry-job.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => retryJob({ shop, actor, body }), 202);
}
