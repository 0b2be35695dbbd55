/** Entry of the member's page in the account: what she has, what it gets her, how it came about, and whether she takes part. */
import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import type { Standing } from '../../../app/core/contracts/standing.ts';
import { Balance } from '../../shared/balance.tsx';
import { ownText, pointsText, say } from '../../shared/words.ts';
import { Codes } from './codes.tsx';
import { History } from './history.tsx';
import { Join, Leave } from './membership.tsx';
import { Lots, Ways } from './program-facts.tsx';
import { Offers } from './offers.tsx';
import { Posts } from './posts.tsx';
import { Refer } from './refer.tsx';
import { isReward, Rewards } from './rewards.tsx';
import { isAtTheEnd, Said } from './said.tsx';
import { Surveys } from './surveys.tsx';
import { TierSection } from './tier.tsx';
import { type Account, useAccount } from './use-account.ts';

export default function extension() {
  render(<AccountPage />, document.body);
}

function AccountPage() {
  const account = useAccount();
  const { loaded, program, standing } = account;
  if (!loaded) {
    return (
      <s-page>
        <s-skeleton-paragraph content={say(null, 'loading')} />
      </s-page>
    );
  }
  if (!program || !standing) return <Nothing account={account} />;
  return (
    <s-page heading={ownText(program, 'accountTitle') ?? say(program, 'title')}>
      <s-stack gap="base">
        <Sections account={account} program={program} standing={standing} />
      </s-stack>
    </s-page>
  );
}

export type Parts = { account: Account; program: PublicProgram; standing: Standing };

function Sections({ account, program, standing }: Parts) {
  const { membership } = standing;
  return (
    <>
      {membership === 'outside' && program.active ? <Join account={account} program={program} /> : null}
      <s-section>
        <s-stack gap="small">
          <Balance program={program} standing={standing} />
          {(standing.messages ?? []).map((said) => (
            <s-text key={said}>{said}</s-text>
          ))}
          <Besides program={program} standing={standing} />
          <Said account={account} about={(id) => !isAtTheEnd(id) && !isReward(program, id)} />
        </s-stack>
      </s-section>
      {program.active ? <TierSection program={program} standing={standing} /> : null}
      <Codes account={account} program={program} standing={standing} />
      {program.active && membership === 'member' ? <Offers program={program} standing={standing} /> : null}
      {program.active ? <Rewards account={account} program={program} standing={standing} /> : null}
      {account.memberCode && membership === 'member' ? (
        <AtTheTill program={program} code={account.memberCode} />
      ) : null}
      {membership === 'member' ? <Surveys program={program} /> : null}
      {membership === 'member' ? <Posts program={program} /> : null}
      {membership === 'member' ? <Refer program={program} standing={standing} /> : null}
      <History program={program} asOf={standing.asOf} />
      <Lots program={program} standing={standing} />
      {program.active ? <Ways program={program} standing={standing} /> : null}
      {membership === 'left' && program.active ? <Join account={account} program={program} /> : null}
      {membership === 'member' ? <Leave account={account} program={program} standing={standing} /> : null}
    </>
  );
}

/** What she shows where the shop has a till of its own. */
function AtTheTill({ program, code }: { program: PublicProgram; code: string }) {
  return (
    <s-section heading={say(program, 'till.title')}>
      <s-stack gap="small" alignItems="center">
        <s-text color="subdued">{say(program, 'till.lead')}</s-text>
        <s-qr-code content={code} accessibilityLabel={say(program, 'till.label')} />
      </s-stack>
    </s-section>
  );
}

/** Points elsewhere than in the balance. */
function Besides({ program, standing }: Omit<Parts, 'account'>) {
  return (
    <>
      {standing.reserved > 0 ? (
        <s-text color="subdued">
          {say(program, 'reserved', { points: pointsText(program, standing.reserved) })}
        </s-text>
      ) : null}
      {program.active ? null : <s-text>{say(program, 'paused')}</s-text>}
    </>
  );
}

/** The app could not be reached, or there is no program. */
function Nothing({ account }: { account: Account }) {
  return (
    <s-page heading={say(null, 'title')}>
      <s-stack gap="base">
        <s-text>{account.message?.text ?? say(null, 'none')}</s-text>
        <s-button variant="secondary" loading={account.busy === 'again'} onClick={account.again}>
          {say(null, 'again')}
        </s-button>
      </s-stack>
    </s-page>
  );
}
