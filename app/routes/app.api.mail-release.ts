/** JSON: an address takes mail again (POST `{contactHash}`). */
import type { ActionFunctionArgs } from '@remix-run/node';
import { answerStaff } from '#app/routes/staff.frame.ts';
import { releaseAddress } from '#app/services/release-address.ts';

export function action({ request }: ActionFunctionArgs) {
  return answerStaff(request, 'serve', ({ shop, actor }, body) => releaseAddress({ shop, actor, body }));
}
