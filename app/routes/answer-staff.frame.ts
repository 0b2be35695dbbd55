/** The frame of every JSON request by staff: who asks, what the body says, and how a refusal is told. */
import { describeRejection, languageOf, type Rejection } from '#app/core/rejection.ts';
import type { Result } from '#app/core/result.ts';
import { readLimited } from '#app/services/receive-webhook.ts';
import { authenticate } from '#app/shopify.server.ts';
import { chooseLocale } from '#app/ui/admin/locale.ts';

const BODY_BYTES_MAX = 256 * 1024;

/** `answer` gets the shop and the staff member from the verified token, and the body as parsed JSON or undefined. */
export async function answerStaff<Value>(
  request: Request,
  answer: (shop: string, actor: string, body: unknown) => Promise<Result<Value>>,
  status = 200,
): Promise<Response> {
  const { session, sessionToken } = await authenticate.admin(request);
  const refuse = (rejection: Rejection) => {
    const told = describeRejection(rejection, languageOf(chooseLocale(request, 'en')));
    return Response.json(
      { error: { code: rejection.code, message: told.sentence } },
      { status: told.status },
    );
  };
  const text = await readLimited(request, BODY_BYTES_MAX);
  if (text === undefined) return refuse({ code: 'request-too-large' });
  const result = await answer(session.shop, `staff:${sessionToken.sub}`, parseJson(text));
  return result.ok ? Response.json(result.value, { status }) : refuse(result.rejection);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
