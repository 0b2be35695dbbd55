/** JSON: publish a program (POST `{config, appliesFrom?}`); answers with the number of the new version. */
import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { describeRejection, languageOf, type Rejection } from '#app/core/rejection.ts';
import { publishProgram } from '#app/services/publish-program.ts';
import { authenticate } from '#app/shopify.server.ts';
import { chooseLocale } from '#app/ui/admin/locale.ts';

const BODY_BYTES_MAX = 256 * 1024;
const bodySchema = z.strictObject({
  config: z.unknown(),
  appliesFrom: z.iso.datetime({ offset: true }).optional(),
});

export async function action({ request }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const refuse = (rejection: Rejection) => {
    const language = languageOf(chooseLocale(request, 'en'));
    const { status, sentence } = describeRejection(rejection, language);
    return Response.json({ error: { code: rejection.code, message: sentence } }, { status });
  };
  const text = await request.text();
  if (text.length > BODY_BYTES_MAX) return refuse({ code: 'request-too-large' });
  const body = bodySchema.safeParse(parseJson(text));
  if (!body.success) return refuse({ code: 'request-invalid' });
  const { config, appliesFrom } = body.data;
  const result = await publishProgram({
    shop: session.shop,
    config,
    ...(appliesFrom === undefined ? {} : { appliesFrom: new Date(appliesFrom) }),
    actor: `staff:${sessionToken.sub}`,
  });
  return result.ok ? Response.json(result.value) : refuse(result.rejection);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
