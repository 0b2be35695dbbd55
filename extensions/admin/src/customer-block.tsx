/** The block on a customer's page: what she has and why, what she is worth, her codes, goodwill, a summary for a ticket. */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import type { AdminCustomerReply, AdminMember } from '../../../app/core/contracts/admin.ts';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import { askCustomer, idOf } from './ask-desk.ts';
import { Goodwill } from './goodwill.tsx';
import { entryLine, headline, standingLines, tierName, valueLines } from './standing-lines.ts';
import { summaryOf } from './support-summary.ts';
import { type AdjustState, useAdjust } from './use-adjust.ts';
import { type ReplyState, useReply } from './use-reply.ts';
import { Waiting } from './waiting.tsx';
import { dateText, inWords, say } from './words.ts';

export default function extension() {
  render(<Block />, document.body);
}

function Block() {
  const customerId = idOf(shopify.data.selected);
  const page = useReply(customerId, askCustomer);
  const adjust = useAdjust(customerId);
  const { loaded } = page;
  return (
    <s-admin-block heading={say('block.heading')} collapsedSummary={collapsed(loaded)}>
      {loaded.state === 'ready' ? (
        <Told reply={loaded.reply} page={page} adjust={adjust} />
      ) : (
        <Waiting loaded={loaded} again={page.reload} />
      )}
    </s-admin-block>
  );
}

function collapsed(loaded: ReplyState<AdminCustomerReply>['loaded']): string {
  if (loaded.state !== 'ready') return '';
  const { program, member } = loaded.reply;
  if (!program || !member) return say(program ? 'block.notYet' : 'block.noProgram');
  return [headline(program, member), tierName(member.standing)].filter(Boolean).join(' · ');
}

function Told({
  reply,
  page,
  adjust,
}: {
  reply: AdminCustomerReply;
  page: ReplyState<AdminCustomerReply>;
  adjust: AdjustState;
}) {
  const { program, member, rights } = reply;
  if (!program) return <s-paragraph>{say('block.noProgram')}</s-paragraph>;
  if (!member) return <s-paragraph>{say('block.notYet')}</s-paragraph>;
  const helps = rights.serve && member.standing.membership === 'member';
  return (
    <s-stack gap="base">
      <Standing program={program} member={member} />
      <Lines heading={say('value.heading')} lines={valueLines(program, member)} />
      <History program={program} member={member} />
      <Codes program={program} member={member} />
      {helps ? <Goodwill program={program} rights={rights} state={adjust} show={page.show} /> : null}
      <s-text-area
        label={say('summary.label')}
        details={say('summary.details')}
        rows={4}
        readOnly
        value={summaryOf(program, member)}
      />
      {/* `app:` leads into the app itself: shopify.dev/docs/api/admin-extensions, "Custom protocols". */}
      <s-link href={`app:app/members/${member.memberId}`}>{say('block.open')}</s-link>
    </s-stack>
  );
}

function Standing({ program, member }: { program: PublicProgram; member: AdminMember }) {
  const tier = tierName(member.standing);
  return (
    <s-stack gap="small-200">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-heading>{headline(program, member)}</s-heading>
        {tier === null ? null : <s-badge tone="info">{tier}</s-badge>}
      </s-stack>
      {standingLines(program, member).map((line) => (
        <s-text key={line}>{line}</s-text>
      ))}
    </s-stack>
  );
}

function Lines({ heading, lines }: { heading: string; lines: string[] }) {
  return (
    <s-section heading={heading}>
      <s-stack gap="small-200">
        {lines.map((line) => (
          <s-text key={line}>{line}</s-text>
        ))}
      </s-stack>
    </s-section>
  );
}

function History({ program, member }: { program: PublicProgram; member: AdminMember }) {
  if (member.history.length === 0) return null;
  return (
    <s-section heading={say('history.heading')}>
      <s-stack gap="small-200">
        {member.history.map((entry) => (
          <s-stack key={entry.id} gap="none">
            <s-text>{entryLine(program, entry)}</s-text>
            {entry.why.map((why) => (
              <s-text key={why} color="subdued">
                {why}
              </s-text>
            ))}
          </s-stack>
        ))}
      </s-stack>
    </s-section>
  );
}

function Codes({ program, member }: { program: PublicProgram; member: AdminMember }) {
  const titleOf = (rewardId: string) => {
    const reward = program.rewards.find(({ id }) => id === rewardId);
    return reward ? inWords(reward.title, reward.id) : '';
  };
  const lines = member.standing.redemptions.map(({ code, rewardId, endsAt }) =>
    [code, titleOf(rewardId), say('codes.ends', { date: dateText(endsAt) })].filter(Boolean).join(' · '),
  );
  return lines.length === 0 ? null : <Lines heading={say('codes.heading')} lines={lines} />;
}
