/** The block on a customer's page at the till: balance, tier, the next reward. */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { offersOf } from './offers.ts';
import { Summary } from './summary.tsx';
import { isOffline, useStanding } from './use-standing.ts';
import { pointsText, say, sayRefusal, titleText } from './words.ts';
import type { TillReply } from '../../../app/core/contracts/till.ts';

export default function extension() {
  render(<Block />, document.body);
}

function Block() {
  const { loaded, reload } = useStanding(String(shopify.customer.id));
  return (
    <s-pos-block heading={say('block.heading')}>
      {isOffline() ? <s-text tone="warning">{say('said.noConnection')}</s-text> : null}
      {loaded.state === 'loading' ? <s-text>{say('tile.loading')}</s-text> : null}
      {loaded.state === 'failed' ? (
        <>
          <s-text tone="critical">{sayRefusal(loaded.code)}</s-text>
          <s-button onClick={() => void reload()}>{say('member.again')}</s-button>
        </>
      ) : null}
      {loaded.state === 'ready' ? <Ready reply={loaded.reply} /> : null}
    </s-pos-block>
  );
}

function Ready({ reply }: { reply: TillReply }) {
  const { program, standing } = reply;
  if (!program) return <s-text>{say('tile.noProgram')}</s-text>;
  // No cart is meant here: what she could have in one that is large enough.
  const { fitting, missing, next } = offersOf(program, standing, undefined, []);
  const within = [...fitting.map(({ reward }) => reward), ...missing];
  return (
    <s-stack gap="small">
      <Summary reply={reply} program={program} />
      {program.active && within.length > 0 ? (
        <s-text>{say('block.within', { rewards: within.map(titleText).join(', ') })}</s-text>
      ) : null}
      {program.active && next ? (
        <s-text color="subdued">
          {say('reward.next', {
            points: pointsText(program, next.points - (standing.household?.available ?? standing.available)),
            reward: titleText(next),
          })}
        </s-text>
      ) : null}
    </s-stack>
  );
}
