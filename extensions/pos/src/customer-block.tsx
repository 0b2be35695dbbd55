/** The block on a customer's page at the till: balance, tier, the next reward, the last entries. */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ActivityEntry } from '../../../app/core/contracts/proxy.ts';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import { askActivity } from './ask-till.ts';
import { discountsInCart } from './cart.ts';
import { offersOf, spendableOf } from './offers.ts';
import { Summary } from './summary.tsx';
import { isOffline, useStanding } from './use-standing.ts';
import { dateText, pointsText, say, sayRefusal, titleText } from './words.ts';
import type { TillReply } from '../../../app/core/contracts/till.ts';

export default function extension() {
  render(<Block />, document.body);
}

function Block() {
  // A code of hers that goes into the cart, or out of it, has moved her points.
  const mark = discountsInCart().join();
  const { loaded, reload } = useStanding(String(shopify.customer.id), mark);
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
      {loaded.state === 'ready' ? <Ready reply={loaded.reply} mark={mark} /> : null}
    </s-pos-block>
  );
}

function Ready({ reply, mark }: { reply: TillReply; mark: string }) {
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
            points: pointsText(program, next.points - spendableOf(standing)),
            reward: titleText(next),
          })}
        </s-text>
      ) : null}
      <LastEntries program={program} mark={mark} />
    </s-stack>
  );
}

const ENTRIES_SHOWN = 5;

/** Missing when they cannot be had: the balance above is what counts. */
function LastEntries({ program, mark }: { program: PublicProgram; mark: string }) {
  const [entries, setEntries] = useState<ActivityEntry[]>([]);
  useEffect(() => {
    askActivity(String(shopify.customer.id)).then(
      (reply) => setEntries(reply.entries.slice(0, ENTRIES_SHOWN)),
      () => undefined,
    );
  }, [mark]);
  if (entries.length === 0) return null;
  return (
    <>
      <s-text type="strong">{say('block.last')}</s-text>
      {entries.map(({ id, at, points, what }) => (
        <s-text key={id} color="subdued">
          {[dateText(at), what, signed(program, points)].filter(Boolean).join(' · ')}
        </s-text>
      ))}
    </>
  );
}

function signed(program: PublicProgram, points: number): string {
  if (points === 0) return '';
  return `${points > 0 ? '+' : '−'}${pointsText(program, points)}`;
}
