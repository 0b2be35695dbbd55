/** JSON: staff say what an answer is about (POST `{id, memberId, occasion, theme}`), or tell what was done (POST `{id, to, texts}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { replyToAnswers } from '#app/services/reply-to-answers.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'serve', ({ shop, actor }, body) => replyToAnswers({ shop, actor, body }));
}
