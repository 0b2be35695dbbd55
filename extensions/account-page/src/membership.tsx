/** Joining, with the terms where the program has some, and leaving, which says first what happens to her points. */
import { useState } from 'preact/hooks';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import { ownLanguage, pointsText, say } from '../../shared/words.ts';
import type { Parts } from './account-page.tsx';
import { isAtTheEnd, Said } from './said.tsx';
import type { Account } from './use-account.ts';

export function Join({ account, program }: { account: Account; program: PublicProgram }) {
  const [agreed, setAgreed] = useState(false);
  const [reminded, setReminded] = useState(false);
  const { terms } = program;
  const url = terms && ownLanguage(terms.url);
  return (
    <s-section heading={say(program, 'join.title')}>
      <s-stack gap="base">
        <Said account={account} about={isAtTheEnd} />
        <s-text>{say(program, 'join.lead')}</s-text>
        {url ? (
          <s-link href={url} target="_blank">
            {say(program, 'join.terms')}
          </s-link>
        ) : null}
        {terms ? (
          <s-checkbox
            label={say(program, 'join.agree', { version: terms.version })}
            checked={agreed}
            onChange={() => setAgreed(!agreed)}
            {...(reminded && !agreed ? { error: say(program, 'join.first') } : {})}
          />
        ) : null}
        <s-button
          loading={account.busy === 'join' || account.busy === 'rejoin'}
          onClick={() => (terms && !agreed ? setReminded(true) : account.join())}
        >
          {say(program, 'join.now')}
        </s-button>
      </s-stack>
    </s-section>
  );
}

export function Leave({ account, program, standing }: Parts) {
  const [asked, setAsked] = useState(false);
  return (
    <s-section heading={say(program, 'leave.title')}>
      <s-stack gap="base">
        <Said account={account} about={isAtTheEnd} />
        {asked ? (
          <s-stack gap="base">
            <s-text>{say(program, 'leave.what', { points: pointsText(program, standing.available) })}</s-text>
            <s-stack direction="inline" gap="small">
              <s-button tone="critical" loading={account.busy === 'leave'} onClick={account.leave}>
                {say(program, 'leave.yes')}
              </s-button>
              <s-button variant="secondary" onClick={() => setAsked(false)}>
                {say(program, 'leave.no')}
              </s-button>
            </s-stack>
          </s-stack>
        ) : (
          <s-button variant="secondary" onClick={() => setAsked(true)}>
            {say(program, 'leave.open')}
          </s-button>
        )}
      </s-stack>
    </s-section>
  );
}
