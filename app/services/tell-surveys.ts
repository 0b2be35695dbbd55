/** What a signed-in shopper is asked just now, and what came of what she said: the same for the app proxy and the extensions. */
import { now } from '#app/clock.ts';
import type { SurveysReply } from '#app/core/contracts/surveys.ts';
import { inOwnLanguage } from '#app/core/shopper/languages.ts';
import { askIn } from '#app/core/surveys/speak.ts';
import { LINK_DAYS } from '#app/core/surveys/survey.ts';
import { DAY_MS } from '#app/core/time.ts';
import { findMemberId } from '#app/db/members.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop } from '#app/db/shops.ts';
import { listOpenAsks, listRepliesTo } from '#app/db/survey-answers.ts';
import { findSurveys } from '#app/db/surveys.ts';
import { NO_STORE, refuse, type Shopper } from '#app/services/answer-shopper.ts';
import { surveyHref } from '#app/services/survey-links.ts';

/** More at once nobody answers. */
const ASKED_MAX = 3;
const REPLIES_MAX = 3;

export async function tellSurveys(shopper: Shopper): Promise<Response> {
  if (shopper.customerId === null) return refuse({ code: 'signed-out' }, shopper);
  const memberId = await findMemberId(shopper.shop, shopper.customerId);
  const answer: SurveysReply =
    memberId === undefined ? { surveys: [], replies: [] } : await read(shopper, memberId);
  return Response.json(answer, { headers: NO_STORE });
}

async function read({ shop, speech }: Shopper, memberId: number): Promise<SurveysReply> {
  const at = now();
  const since = new Date(at.getTime() - LINK_DAYS * DAY_MS);
  const [row, versions, asks, replies] = await Promise.all([
    findShop(shop),
    listVersions(shop),
    listOpenAsks(shop, memberId, { since, at }, ASKED_MAX),
    listRepliesTo(shop, memberId, REPLIES_MAX),
  ]);
  const surveys = await findSurveys(
    shop,
    asks.map(({ surveyId }) => surveyId),
  );
  const formal = versionAt(versions, at.getTime())?.config.formality === 'formal';
  return {
    surveys: asks.flatMap((ask) => {
      const survey = surveys.get(ask.surveyId);
      if (!survey) return [];
      const { question, answers, ends } = askIn(survey, { speech, formal }, row?.name ?? shop);
      const link = (answer: number) => surveyHref(shop, { ...ask, answer, way: 'account' });
      return [{ question, ends, answers: answers.map(({ value, text }) => ({ text, href: link(value) })) }];
    }),
    replies: replies.flatMap(({ comment, texts, at: told }) => {
      const did = inOwnLanguage(texts, speech.tag);
      return did === undefined ? [] : [{ said: comment, did, at: told.toISOString() }];
    }),
  };
}
