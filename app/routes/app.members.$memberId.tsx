/** One member: books, orders, redemptions; manual credit and debit. */
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useSearchParams } from '@remix-run/react';
import { useEffect } from 'react';
import { z } from 'zod';
import { describeRejection } from '#app/core/rejection.ts';
import { presentMember } from '#app/presenters/present-member.ts';
import { adjustPoints } from '#app/services/adjust-points.ts';
import { settleParked } from '#app/services/settle-parked.ts';
import { authenticate } from '#app/shopify.server.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { showToast } from '#app/ui/admin/toast.ts';
import { MemberPage } from '#app/ui/member/member-page.tsx';
import { memberTexts } from '#app/ui/texts/member.ts';

export { PageError as ErrorBoundary } from '#app/ui/admin/page-error.tsx';

const adjustForm = z.object({
  points: z.coerce.number().int(),
  reasonCode: z.string().max(40),
  note: z.string().max(500),
  idempotencyKey: z.uuid(),
});

const settleForm = z.object({ settle: z.string().max(100), given: z.enum(['true', 'false']) });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const view = await presentMember(session.shop, readMemberId(params.memberId), {
    entriesBefore: readSeq(new URL(request.url).searchParams.get('entriesBefore')),
  });
  if (!view) throw notFound();
  return { view, idempotencyKey: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const fields = Object.fromEntries(await request.formData());
  const settling = settleForm.safeParse(fields);
  if (settling.success) {
    const { settle: redemptionId, given } = settling.data;
    const memberId = readMemberId(params.memberId);
    const actor = `staff:${sessionToken.sub}`;
    return settleParked({ shop: session.shop, memberId, redemptionId, given: given === 'true', actor });
  }
  const form = adjustForm.safeParse(fields);
  if (!form.success) return { ok: false as const, rejection: { code: 'request-invalid' as const } };
  return await adjustPoints({
    shop: session.shop,
    memberId: readMemberId(params.memberId),
    actor: `staff:${sessionToken.sub}`,
    ...form.data,
  });
}

export default function Member() {
  const { view, idempotencyKey } = useLoaderData<typeof loader>();
  const { language } = useAdmin();
  const [params] = useSearchParams();
  const adjust = useFetcher<typeof action>();
  const settle = useFetcher<typeof action>();
  const result = adjust.data;
  useBookedToast(adjust.state === 'idle' && result?.ok === true);
  return (
    <MemberPage
      view={view}
      isFirstPage={readSeq(params.get('entriesBefore')) === null}
      settle={{
        busy: settle.state !== 'idle',
        onSettle: (redemptionId, given) =>
          void settle.submit({ settle: redemptionId, given: String(given) }, { method: 'post' }),
      }}
      adjust={{
        formKey: `${view.id}:${result?.ok ? (result.value?.seq ?? 0) : 0}`,
        busy: adjust.state !== 'idle',
        refusal: result && !result.ok ? describeRejection(result.rejection, language).sentence : null,
        onSubmit: (adjustment) => void adjust.submit({ ...adjustment, idempotencyKey }, { method: 'post' }),
      }}
    />
  );
}

function useBookedToast(booked: boolean): void {
  const { done } = useTexts(memberTexts).adjust;
  useEffect(() => {
    if (booked) showToast(done);
  }, [booked, done]);
}

function readMemberId(text: string | undefined): bigint {
  if (!text || !/^\d{1,18}$/.test(text)) throw notFound();
  return BigInt(text);
}

function readSeq(text: string | null): number | null {
  return text && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}
