/** JSON: staff ask a segment, or everybody, now (POST `{id, segment}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { askSurveyNow } from '#app/services/ask-surveys.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'configure', ({ shop, actor }, body) => askSurveyNow({ shop, actor, body }));
}
