/** Goodwill on the spot: a number, a button, and what the budget still allows. */
import { useState } from 'preact/hooks';
import type { AdminCustomerReply, AdminRights } from '../../../app/core/contracts/admin.ts';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import { type AdjustState, pointsOf } from './use-adjust.ts';
import { pointsText, say } from './words.ts';

export function Goodwill({
  program,
  rights,
  state,
  show,
}: {
  program: PublicProgram;
  rights: AdminRights;
  state: AdjustState;
  show: (reply: AdminCustomerReply) => void;
}) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const { busy, message } = state;
  const give = async () => {
    const points = pointsOf(typed);
    setWrong(points === undefined);
    if (points === undefined) return;
    const done = say('goodwill.done', { points: pointsText(program, points) });
    const reply = await state.adjust({ points, reasonCode: 'goodwill', note: '' }, done);
    if (!reply) return;
    setTyped('');
    show(reply);
  };
  return (
    <s-section heading={say('goodwill.heading')}>
      <s-stack gap="base">
        {message ? <s-banner tone={message.tone}>{message.text}</s-banner> : null}
        <s-number-field
          label={say('goodwill.points')}
          details={limits(program, rights).join(' ')}
          min={1}
          step={1}
          inputMode="numeric"
          value={typed}
          disabled={busy}
          {...(wrong ? { error: say('adjust.whole') } : {})}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <s-button loading={busy} onClick={() => void give()}>
          {say('goodwill.give')}
        </s-button>
      </s-stack>
    </s-section>
  );
}

export function limits(program: PublicProgram, { goodwillAtOnce, goodwillLeft }: AdminRights): string[] {
  return [
    ...(goodwillAtOnce === null
      ? []
      : [say('goodwill.atOnce', { points: pointsText(program, goodwillAtOnce) })]),
    ...(goodwillLeft === null ? [] : [say('goodwill.left', { points: pointsText(program, goodwillLeft) })]),
  ];
}
