/** The action on a customer's page: give or take points for a reason, after a look at the sum. */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import type { AdminAdjustRequest, AdminCustomerReply } from '../../../app/core/contracts/admin.ts';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import { askCustomer, idOf } from './ask-desk.ts';
import { limits } from './goodwill.tsx';
import { pointsOf, useAdjust, type Wish } from './use-adjust.ts';
import { useReply } from './use-reply.ts';
import { Waiting } from './waiting.tsx';
import { pointsText, say } from './words.ts';

const REASONS: AdminAdjustRequest['reasonCode'][] = [
  'goodwill',
  'correction',
  'transfer-in',
  'event',
  'abuse',
  'other',
];
const NOTE_LENGTH_MAX = 500;

export default function extension() {
  render(<Action />, document.body);
}

function Action() {
  const customerId = idOf(shopify.data.selected);
  const page = useReply(customerId, askCustomer);
  const { loaded } = page;
  if (loaded.state !== 'ready')
    return (
      <Frame>
        <Waiting loaded={loaded} again={page.reload} />
      </Frame>
    );
  const { program, rights } = loaded.reply;
  const refused = !program ? 'block.noProgram' : rights.serve ? whyNot(loaded.reply) : 'adjust.viewOnly';
  if (!program || refused !== null)
    return (
      <Frame>
        <s-paragraph>{say(refused ?? 'block.noProgram')}</s-paragraph>
      </Frame>
    );
  return <Adjust customerId={customerId} program={program} reply={loaded.reply} show={page.show} />;
}

function whyNot({ member }: AdminCustomerReply): string | null {
  if (!member) return 'block.notYet';
  return member.standing.membership === 'member' ? null : `standing.${member.standing.membership}`;
}

function Frame({ children }: { children: preact.ComponentChildren }) {
  return (
    <s-admin-action heading={say('adjust.heading')}>
      {children}
      <s-button slot="secondary-actions" onClick={() => shopify.close()}>
        {say('adjust.close')}
      </s-button>
    </s-admin-action>
  );
}

type Draft = { way: 'give' | 'take'; typed: string; reasonCode: Wish['reasonCode']; note: string };
const NOTHING: Draft = { way: 'give', typed: '', reasonCode: 'goodwill', note: '' };

function Adjust({
  customerId,
  program,
  reply,
  show,
}: {
  customerId: string;
  program: PublicProgram;
  reply: AdminCustomerReply;
  show: (reply: AdminCustomerReply) => void;
}) {
  const state = useAdjust(customerId);
  const [draft, setDraft] = useState(NOTHING);
  const [step, setStep] = useState<'form' | 'sure'>('form');
  const [wrong, setWrong] = useState(false);
  const points = pointsOf(draft.typed);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const look = () => {
    setWrong(points === undefined);
    if (points !== undefined) setStep('sure');
  };
  const book = async () => {
    const signed = (points ?? 0) * (draft.way === 'give' ? 1 : -1);
    const wish = { points: signed, reasonCode: draft.reasonCode, note: draft.note.trim() };
    const said = say(`adjust.${draft.way}Done`, { points: pointsText(program, signed) });
    const next = await state.adjust(wish, said);
    if (!next) return;
    setDraft(NOTHING);
    setStep('form');
    show(next);
  };
  const sure = step === 'sure';
  return (
    <s-admin-action heading={say('adjust.heading')}>
      <s-stack gap="base">
        {state.message ? <s-banner tone={state.message.tone}>{state.message.text}</s-banner> : null}
        <s-text type="strong">
          {say('adjust.has', { points: pointsText(program, reply.member?.standing.available ?? 0) })}
        </s-text>
        {sure ? (
          <Sure program={program} reply={reply} draft={draft} points={points ?? 0} />
        ) : (
          <Fields program={program} reply={reply} draft={draft} wrong={wrong} change={change} />
        )}
      </s-stack>
      <s-button
        slot="primary-action"
        variant="primary"
        loading={state.busy}
        onClick={() => (sure ? void book() : look())}
      >
        {sure ? say(`adjust.${draft.way}Now`) : say('adjust.next')}
      </s-button>
      <s-button
        slot="secondary-actions"
        disabled={state.busy}
        onClick={() => (sure ? setStep('form') : shopify.close())}
      >
        {say(sure ? 'adjust.back' : 'adjust.close')}
      </s-button>
    </s-admin-action>
  );
}

function Fields({
  program,
  reply,
  draft,
  wrong,
  change,
}: {
  program: PublicProgram;
  reply: AdminCustomerReply;
  draft: Draft;
  wrong: boolean;
  change: (part: Partial<Draft>) => void;
}) {
  const { configure } = reply.rights;
  return (
    <>
      {configure ? (
        <s-select
          label={say('adjust.way')}
          value={draft.way}
          onChange={(event) => change({ way: event.currentTarget.value === 'take' ? 'take' : 'give' })}
        >
          <s-option value="give">{say('adjust.give')}</s-option>
          <s-option value="take">{say('adjust.take')}</s-option>
        </s-select>
      ) : (
        <s-paragraph>{say('adjust.goodwillOnly')}</s-paragraph>
      )}
      <s-number-field
        label={say('goodwill.points')}
        details={limits(program, reply.rights).join(' ')}
        min={1}
        step={1}
        inputMode="numeric"
        value={draft.typed}
        {...(wrong ? { error: say('adjust.whole') } : {})}
        onInput={(event) => change({ typed: event.currentTarget.value })}
      />
      {configure ? (
        <s-select
          label={say('adjust.reason')}
          value={draft.reasonCode}
          onChange={(event) => change({ reasonCode: reasonOf(event.currentTarget.value) })}
        >
          {REASONS.map((reason) => (
            <s-option key={reason} value={reason}>
              {say(`reason.${reason}`)}
            </s-option>
          ))}
        </s-select>
      ) : null}
      <s-text-area
        label={say('adjust.note')}
        details={say('adjust.noteDetails')}
        maxLength={NOTE_LENGTH_MAX}
        rows={2}
        value={draft.note}
        onInput={(event) => change({ note: event.currentTarget.value })}
      />
    </>
  );
}

function reasonOf(value: string): Wish['reasonCode'] {
  return REASONS.find((reason) => reason === value) ?? 'goodwill';
}

/** What she will have: debt is paid first, so that the sum is of what is available and what is owed. */
function Sure({
  program,
  reply,
  draft,
  points,
}: {
  program: PublicProgram;
  reply: AdminCustomerReply;
  draft: Draft;
  points: number;
}) {
  const { available = 0, debt = 0 } = reply.member?.standing ?? {};
  const after = available + debt + (draft.way === 'give' ? points : -points);
  const values = { points: pointsText(program, points), reason: say(`reason.${draft.reasonCode}`) };
  return (
    <s-stack gap="small-200">
      <s-text>{say(`adjust.${draft.way}Sure`, values)}</s-text>
      <s-text>{say(afterwards(draft.way, after), { points: pointsText(program, after) })}</s-text>
    </s-stack>
  );
}

/** More than there is is never taken. */
function afterwards(way: Draft['way'], after: number): string {
  if (after >= 0) return 'adjust.after';
  return way === 'take' ? 'adjust.tooMuch' : 'adjust.stillOwes';
}
