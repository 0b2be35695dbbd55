/** What the shop asks her, each answer a link to the page that asks once more; and what it did about what she said. */
import { useEffect, useState } from 'preact/hooks';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import type { SurveysReply } from '../../../app/core/contracts/surveys.ts';
import { askSurveys } from '../../shared/ask-app.ts';
import { dateText, say } from '../../shared/words.ts';

export function Surveys({ program }: { program: PublicProgram }) {
  const [reply, setReply] = useState<SurveysReply | null>(null);
  useEffect(() => {
    let current = true;
    // Without an answer nothing is asked: the page stands on its own.
    askSurveys().then(
      (told) => current && setReply(told),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  const { surveys = [], replies = [] } = reply ?? {};
  return (
    <>
      {surveys.map(({ question, answers, ends }) => (
        <s-section key={question} heading={question}>
          <s-stack gap="small">
            <s-stack direction="inline" gap="base">
              {answers.map(({ text, href }) => (
                <s-link key={href} href={href} target="_blank">
                  {text}
                </s-link>
              ))}
            </s-stack>
            {ends ? <s-text color="subdued">{say(program, 'surveys.ends', ends)}</s-text> : null}
          </s-stack>
        </s-section>
      ))}
      {replies.length > 0 ? (
        <s-section heading={say(program, 'surveys.did')}>
          <s-stack gap="base">
            {replies.map(({ said, did, at }) => (
              <s-stack key={`${at} ${did}`} gap="small-200">
                {said === null ? null : (
                  <s-text color="subdued">{say(program, 'surveys.said', { said })}</s-text>
                )}
                <s-text>{did}</s-text>
                <s-text color="subdued">{dateText(at)}</s-text>
              </s-stack>
            ))}
          </s-stack>
        </s-section>
      ) : null}
    </>
  );
}
