/** One member: books, orders, redemptions; manual credit and debit. */
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useSearchParams } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { describeRejection } from '#app/core/rejection.ts';
import { rejected } from '#app/core/result.ts';
import { type MemberView, presentMember } from '#app/presenters/present-member.ts';
import { presentRights } from '#app/presenters/present-rights.ts';
import { openPage } from '#app/routes/staff.frame.ts';
import { actOnMember, isAct } from '#app/services/act-on-member.ts';
import { adjustPoints } from '#app/services/adjust-points.ts';
import { settleParked } from '#app/services/settle-parked.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { showToast } from '#app/ui/admin/toast.ts';
import type { ActionsProps, OtherMember } from '#app/ui/member/actions-card.tsx';
import { MemberPage } from '#app/ui/member/member-page.tsx';
import { memberActionTexts } from '#app/ui/texts/member-actions.ts';
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
  const { shop, role } = await openPage(request);
  const [view, rights] = await Promise.all([
    presentMember(shop, readMemberId(params.memberId), {
      entriesBefore: readSeq(new URL(request.url).searchParams.get('entriesBefore')),
    }),
    presentRights(shop, role, now()),
  ]);
  if (!view) throw notFound();
  return { view, rights, idempotencyKey: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const staff = await openPage(request, 'serve');
  const { shop, actor } = staff;
  const fields = Object.fromEntries(await request.formData());
  if (isAct(fields))
    return { act: await actOnMember({ ...staff, memberId: Number(readMemberId(params.memberId)) }, fields) };
  const settling = settleForm.safeParse(fields);
  if (settling.success) {
    const { settle: redemptionId, given } = settling.data;
    const memberId = readMemberId(params.memberId);
    return { settled: await settleParked({ shop, memberId, redemptionId, given: given === 'true', actor }) };
  }
  const form = adjustForm.safeParse(fields);
  if (!form.success) return { adjusted: rejected<{ seq: number }>('request-invalid') };
  const adjusted = await adjustPoints({
    shop,
    memberId: readMemberId(params.memberId),
    actor,
    role: staff.role,
    ...form.data,
  });
  return { adjusted };
}

export default function Member() {
  const { view, idempotencyKey, rights } = useLoaderData<typeof loader>();
  const { language } = useAdmin();
  const [params] = useSearchParams();
  const adjust = useFetcher<typeof action>();
  const settle = useFetcher<typeof action>();
  const result = adjust.data && 'adjusted' in adjust.data ? adjust.data.adjusted : undefined;
  const actions = useActions(view);
  useBookedToast(adjust.state === 'idle' && result?.ok === true);
  return (
    <MemberPage
      view={view}
      actions={rights.configure ? actions : null}
      isFirstPage={readSeq(params.get('entriesBefore')) === null}
      settle={{
        busy: settle.state !== 'idle',
        onSettle: (redemptionId, given) =>
          void settle.submit({ settle: redemptionId, given: String(given) }, { method: 'post' }),
      }}
      adjust={{
        rights,
        formKey: `${view.id}:${result?.ok ? (result.value?.seq ?? 0) : 0}`,
        busy: adjust.state !== 'idle',
        refusal: result && !result.ok ? describeRejection(result.rejection, language).sentence : null,
        onSubmit: (adjustment) => void adjust.submit({ ...adjustment, idempotencyKey }, { method: 'post' }),
      }}
    />
  );
}

/** Tier, block, merge, file, erasure: one at a time, each with its answer. */
function useActions(view: MemberView): ActionsProps {
  const { language } = useAdmin();
  const texts = useTexts(memberActionTexts);
  const act = useFetcher<typeof action>();
  const look = useFetcher<{ other: OtherMember | null }>();
  const result = act.data && 'act' in act.data ? act.data.act : undefined;
  const isDone = act.state === 'idle' && result?.ok === true;
  const intent = useRef('');
  useEffect(() => {
    if (isDone) showToast(intent.current === 'file' ? texts.file.done : texts.done);
  }, [isDone, texts]);
  return {
    member: { isBlocked: view.blockedAt !== null, hasAccount: view.customerId !== null },
    tiers: view.tiers,
    busy: act.state !== 'idle' || look.state !== 'idle',
    refusal: result && !result.ok ? describeRejection(result.rejection, language).sentence : null,
    other: look.data === undefined ? undefined : look.data.other,
    onLook: (memberId) => look.load(`/app/api/member?id=${memberId}`),
    onAct: (fields) => {
      intent.current = fields.intent ?? '';
      act.submit(fields, { method: 'post' });
    },
  };
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
