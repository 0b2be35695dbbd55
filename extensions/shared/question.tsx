/** What the shop asks her, each answer a link to the page that asks once more before it counts. */
import { useEffect, useState } from 'preact/hooks';
import type { PublicProgram } from '../../app/core/contracts/public-program.ts';
import type { SurveysReply } from '../../app/core/contracts/surveys.ts';
import { askSurveys } from './ask-app.ts';
import { say } from './words.ts';

type Asked = SurveysReply['surveys'][number];

/** Null until the app has answered, and without an answer: nothing is asked then, the page stands on its own. */
export function useSurveys(): SurveysReply | null {
  const [reply, setReply] = useState<SurveysReply | null>(null);
  useEffect(() => {
    let current = true;
    askSurveys().then(
      (told) => current && setReply(told),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  return reply;
}

export function Answers({ program, asked }: { program: PublicProgram; asked: Asked }) {
  const { answers, ends } = asked;
  return (
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
  );
}

/** The newest question alone, below what the page is about. */
export function Question({ program }: { program: PublicProgram }) {
  const [asked] = useSurveys()?.surveys ?? [];
  if (!asked) return null;
  return (
    <s-stack gap="small">
      <s-heading>{asked.question}</s-heading>
      <Answers program={program} asked={asked} />
    </s-stack>
  );
}
