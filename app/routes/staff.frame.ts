/** The frame of every request by staff: who asks, whether she may, what the body says, and how a refusal is told. */
import { describeRejection, languageOf, type Rejection } from '#app/core/rejection.ts';
import type { Result } from '#app/core/result.ts';
import { allows, type Role } from '#app/core/team/roles.ts';
import { knowStaff, type Staff } from '#app/services/know-staff.ts';
import { readLimited } from '#app/services/receive-webhook.ts';
import { authenticate } from '#app/shopify.server.ts';
import { chooseLocale } from '#app/ui/admin/locale.ts';

const BODY_BYTES_MAX = 256 * 1024;

export type { Staff };

/**
 * For loaders and actions of pages: shop and staff member from the verified token.
 * @throws Response 403 when her role does not reach.
 */
export async function openPage(request: Request, need: Role = 'view'): Promise<Staff> {
  const staff = await identify(request);
  if (!allows(staff.role, need)) throw new Response(null, { status: 403 });
  return staff;
}

/** `answer` gets the body as parsed JSON, or undefined. */
export async function answerStaff<Value>(
  request: Request,
  need: Role,
  answer: (staff: Staff, body: unknown) => Promise<Result<Value>>,
  status = 200,
): Promise<Response> {
  const staff = await identify(request);
  const refuse = refusalFor(request);
  if (!allows(staff.role, need)) return refuse({ code: 'role-insufficient' });
  const text = await readLimited(request, BODY_BYTES_MAX);
  if (text === undefined) return refuse({ code: 'request-too-large' });
  const result = await answer(staff, parseJson(text));
  return result.ok ? Response.json(result.value, { status }) : refuse(result.rejection);
}

/** A file as the body: `answer` gets it as it streams in. */
export async function answerUpload<Value>(
  request: Request,
  need: Role,
  answer: (staff: Staff, body: AsyncIterable<Uint8Array>) => Promise<Result<Value>>,
): Promise<Response> {
  const staff = await identify(request);
  const refuse = refusalFor(request);
  if (!allows(staff.role, need)) return refuse({ code: 'role-insufficient' });
  if (!request.body) return refuse({ code: 'file-empty' });
  const result = await answer(staff, chunksOf(request.body));
  return result.ok ? Response.json(result.value, { status: 201 }) : refuse(result.rejection);
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function refusalFor(request: Request): (rejection: Rejection) => Response {
  return (rejection) => {
    const told = describeRejection(rejection, languageOf(chooseLocale(request, 'en')));
    return Response.json(
      { error: { code: rejection.code, message: told.sentence } },
      { status: told.status },
    );
  };
}

async function identify(request: Request): Promise<Staff> {
  const { session, sessionToken } = await authenticate.admin(request);
  return knowStaff(session.shop, sessionToken.sub, tokenOf(request));
}

/** As it came: in the header from within the app, in the address when Shopify opens it. */
function tokenOf(request: Request): string {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return bearer ?? new URL(request.url).searchParams.get('id_token') ?? '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
