/** Entry of the profile's block: balance, the next reward, and the way to her page. */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { ACCOUNT_PAGE } from '../../shared/account-page.ts';
import { Balance, NextReward } from '../../shared/balance.tsx';
import { offersOf, spendableOf } from '../../shared/rewards.ts';
import { useMember } from '../../shared/use-member.ts';
import { ownText, say } from '../../shared/words.ts';

export default function extension() {
  render(<Profile />, document.body);
}

function Profile() {
  const { loaded, program, standing, message } = useMember('profile');
  if (!loaded) return <s-skeleton-paragraph content={say(null, 'loading')} />;
  if (message) return <s-text>{message.text}</s-text>;
  if (!program || !standing) return null;
  const outside = standing.membership !== 'member';
  const { next } = offersOf(program.rewards, spendableOf(standing));
  return (
    <s-section heading={ownText(program, 'accountTitle') ?? say(program, 'title')}>
      <s-stack gap="base">
        <Balance program={program} standing={standing} />
        {program.active ? (
          <NextReward program={program} standing={standing} next={next} />
        ) : (
          <s-text color="subdued">{say(program, 'paused')}</s-text>
        )}
        <s-link href={ACCOUNT_PAGE}>{say(program, outside && program.active ? 'toJoin' : 'toPage')}</s-link>
      </s-stack>
    </s-section>
  );
}
