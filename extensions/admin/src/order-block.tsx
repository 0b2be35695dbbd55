/** The block on an order's page: what it brought, what was taken back and why, and which codes of ours it used. */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import type { AdminOrderReply } from '../../../app/core/contracts/admin.ts';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import { askOrder, idOf } from './ask-desk.ts';
import { headline, tierName } from './standing-lines.ts';
import { useReply } from './use-reply.ts';
import { Waiting } from './waiting.tsx';
import { dateText, inWords, pointsText, say } from './words.ts';

export default function extension() {
  render(<Block />, document.body);
}

function Block() {
  const { loaded, reload } = useReply(idOf(shopify.data.selected), askOrder);
  const ready = loaded.state === 'ready' ? loaded.reply : null;
  const summary = ready?.program ? broughtLine(ready.program, ready) : '';
  return (
    <s-admin-block heading={say('order.heading')} collapsedSummary={summary}>
      {loaded.state === 'ready' ? <Told reply={loaded.reply} /> : <Waiting loaded={loaded} again={reload} />}
    </s-admin-block>
  );
}

function Told({ reply }: { reply: AdminOrderReply }) {
  const { program, order, redeemed } = reply;
  if (!program) return <s-paragraph>{say('block.noProgram')}</s-paragraph>;
  const codes = redeemed.map(({ code, points, title }) =>
    say('order.code', { code, title: inWords(title, ''), points: pointsText(program, points) }),
  );
  return (
    <s-stack gap="base">
      <s-stack gap="small-200">
        <s-text type="strong">{broughtLine(program, reply)}</s-text>
        {order.takenBack > 0 ? (
          <s-text>{say('order.takenBack', { points: pointsText(program, order.takenBack) })}</s-text>
        ) : null}
        {order.why.map((why) => (
          <s-text key={why} color="subdued">
            {why}
          </s-text>
        ))}
        {codes.map((code) => (
          <s-text key={code}>{code}</s-text>
        ))}
      </s-stack>
      <Whose program={program} reply={reply} />
    </s-stack>
  );
}

function broughtLine(program: PublicProgram, { order, customerId }: AdminOrderReply): string {
  if (!order.known) return say('order.unknown');
  if (customerId === null) return say('order.guest');
  const points = pointsText(program, order.points);
  if (order.state === 'none') return say('order.none');
  if (order.state === 'usable') return say('order.usable', { points });
  return order.usableAt === null
    ? say('order.onHold', { points })
    : say('order.onHoldUntil', { points, date: dateText(order.usableAt) });
}

/** Her standing in two lines, and the way to her page. */
function Whose({ program, reply }: { program: PublicProgram; reply: AdminOrderReply }) {
  const { member, order } = reply;
  if (!member) return order.known ? <s-paragraph>{say('order.noMember')}</s-paragraph> : null;
  const { standing } = member;
  const second = [
    tierName(standing),
    standing.pending > 0 ? say('standing.pending', { points: pointsText(program, standing.pending) }) : null,
    standing.debt < 0 ? say('standing.debt', { points: pointsText(program, standing.debt) }) : null,
  ].filter(Boolean);
  return (
    <s-stack gap="small-200">
      <s-text>{say('order.now', { points: headline(program, member) })}</s-text>
      {second.length > 0 ? <s-text>{second.join(' · ')}</s-text> : null}
      {/* `app:` leads into the app itself: shopify.dev/docs/api/admin-extensions, "Custom protocols". */}
      <s-link href={`app:app/members/${member.memberId}`}>{say('block.open')}</s-link>
    </s-stack>
  );
}
