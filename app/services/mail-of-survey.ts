/** Mails about surveys: the one that asks, with a link per answer, and the one that tells what came of what she said. */
import type { MailContent } from '#app/core/mail/content.ts';
import { inOwnLanguage } from '#app/core/shopper/languages.ts';
import { askIn, surveyWordsFor } from '#app/core/surveys/speak.ts';
import { type AskKey, type AskRow, findAsks, findReplies, type ReplyRow } from '#app/db/survey-answers.ts';
import { findSurveys, type SurveyRow } from '#app/db/surveys.ts';
import type { DueMail } from '#app/db/mail.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { MailReader, MailSource } from '#app/services/mail-sources.ts';
import { surveyHref } from '#app/services/survey-links.ts';

/** `survey` or `survey/reply`, with what it is about. */
export type SurveyMailData = { survey: string; occasion: string; reply?: string };

export const surveySource: MailSource = {
  load: async ({ row }, mails) => {
    const keys = mails.flatMap((mail) => keyOf(mail) ?? []);
    const [surveys, asks, replies] = await Promise.all([
      findSurveys(row.shop, [...new Set(keys.map(({ surveyId }) => surveyId))]),
      findAsks(row.shop, keys),
      findReplies(row.shop, [...new Set(mails.flatMap((mail) => dataOf(mail).reply ?? []))]),
    ]);
    const byKey = new Map(asks.map((ask) => [placeOf(ask), ask]));
    return (mail, reader) => {
      const key = keyOf(mail);
      const ask = key && byKey.get(placeOf(key));
      const survey = key && surveys.get(key.surveyId);
      if (!ask || !survey) return null;
      const { reply } = dataOf(mail);
      if (reply === undefined) return asking(row, survey, ask, reader);
      const told = replies.get(reply);
      return told ? telling(row, told, ask, reader) : null;
    };
  },
};

/** Nothing where she has answered meanwhile, the survey has ended, or the order is off. */
function asking(row: ShopRow, survey: SurveyRow, ask: AskRow, reader: MailReader): MailContent | null {
  if (ask.answeredAt !== null || ask.cancelled || !survey.active) return null;
  const words = surveyWordsFor(reader);
  const { question, answers, ends } = askIn(survey, reader, row.name);
  const options = answers.map(({ value, text }) => ({
    text,
    href: surveyHref(row.shop, { ...ask, answer: value, way: 'mail' }),
  }));
  return {
    subject: words.subject(row.name),
    preview: question,
    blocks: [
      { kind: 'heading', text: question },
      { kind: 'choices', options, ends },
      { kind: 'text', text: words.intro },
    ],
  };
}

function telling(row: ShopRow, reply: ReplyRow, ask: AskRow, reader: MailReader): MailContent | null {
  const text = inOwnLanguage(reply.texts, reader.speech.tag);
  if (text === undefined) return null;
  const words = surveyWordsFor(reader);
  return {
    subject: words.didSubject(row.name),
    preview: words.didTitle,
    blocks: [
      { kind: 'heading', text: words.didTitle },
      ...(ask.comment === null
        ? []
        : [{ kind: 'text' as const, text: `${words.youSaid}:\n“${ask.comment}”` }]),
      { kind: 'text', text: `${words.weDid}:\n${text}` },
    ],
  };
}

function keyOf(mail: DueMail): AskKey | null {
  const { survey, occasion } = dataOf(mail);
  if (typeof survey !== 'string' || typeof occasion !== 'string' || mail.memberId === null) return null;
  return { surveyId: survey, memberId: mail.memberId, occasion };
}

function dataOf({ data }: Pick<DueMail, 'data'>): Partial<SurveyMailData> {
  return data;
}

function placeOf({ surveyId, memberId, occasion }: AskKey): string {
  return `${surveyId}/${memberId}/${occasion}`;
}
