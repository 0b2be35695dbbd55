/** What the shop asks her, each answer a link to the page that asks once more; and what it did about what she said. */
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import { Answers, useSurveys } from '../../shared/question.tsx';
import { dateText, say } from '../../shared/words.ts';

export function Surveys({ program }: { program: PublicProgram }) {
  const reply = useSurveys();
  const { surveys = [], replies = [] } = reply ?? {};
  return (
    <>
      {surveys.map((asked) => (
        <s-section key={asked.question} heading={asked.question}>
          <Answers program={program} asked={asked} />
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
