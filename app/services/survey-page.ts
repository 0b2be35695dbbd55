/**
 * The page behind a survey's link. Looking at it stores nothing, since machines follow links before people do: it shows the
 * answer of the link as chosen, and only what is sent from it counts, once.
 */
import { now } from '#app/clock.ts';
import { inOwnLanguage, type Speech, speechOf } from '#app/core/shopper/languages.ts';
import { pointsText } from '#app/core/shopper/points-name.ts';
import { readComment } from '#app/core/surveys/comment.ts';
import { askIn, type AskedSurvey, surveyWordsFor } from '#app/core/surveys/speak.ts';
import { COMMENT_MAX, LINK_DAYS, readAnswer } from '#app/core/surveys/survey.ts';
import type { SurveyWords } from '#app/core/surveys/words.ts';
import { DAY_MS } from '#app/core/time.ts';
import { findMemberSpeech } from '#app/db/members.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { type AskRow, findAsks, findReplies, type GivenAnswer } from '#app/db/survey-answers.ts';
import { findSurvey, type SurveyRow } from '#app/db/surveys.ts';
import { answerSurvey } from '#app/services/answer-survey.ts';
import { readLimited } from '#app/services/receive-webhook.ts';
import { readSurveyLink, type SurveyLink } from '#app/services/survey-links.ts';

export type SurveyPage = {
  /** HTTP. */
  status: number;
  speech: Speech;
  shopName: string;
  accent: string;
  title: string;
  /** What is said; announced, since it answers what she has done. */
  text: string | null;
  /** Null where nothing is to be answered any more. */
  form:
    (AskedSurvey & SurveyFormWords & { chosen: number | null; comment: string; commentMax: number }) | null;
  /** “You said, we did”: null while there is nothing to tell. */
  reply: { title: string; said: string; words: string | null; did: string; text: string } | null;
};
type SurveyFormWords = { commentLabel: string; button: string };

/** Enough for a comment in any script, as a form writes it. */
const FORM_BYTES_MAX = 32_000;
const ACCENT = '#1c1c1c';

/** @returns null where the link is none of ours, or leads to nobody. */
export async function surveyPage(token: string, request: Request): Promise<SurveyPage | null> {
  const opened = readSurveyLink(token);
  const asking = opened && (await findAsking(opened));
  if (!asking) return null;
  const { ask, survey, words } = asking;
  if (ask.answeredAt !== null) return { ...said(asking, words.known), reply: await replyOf(asking) };
  const isLate = now().getTime() > ask.askedAt.getTime() + LINK_DAYS * DAY_MS;
  if (!survey.active || ask.cancelled || isLate) return said(asking, words.ended);
  return request.method === 'POST' ? take(asking, request) : form(asking, {});
}

type Asking = {
  shop: ShopRow;
  survey: SurveyRow;
  ask: AskRow;
  link: SurveyLink;
  speech: Speech;
  formal: boolean;
  words: SurveyWords;
  accent: string;
  pointsName: Parameters<typeof pointsText>[0];
};

async function findAsking({ shop, link }: { shop: string; link: SurveyLink }): Promise<Asking | undefined> {
  const [row, member] = await Promise.all([findShop(shop), findMemberSpeech(shop, link.memberId)]);
  // Whoever has left, or was forgotten, is asked nothing any more.
  if (!row || row.uninstalledAt || !member) return undefined;
  const key = { ...link, memberId: member.id };
  const [survey, [ask], { settings }, versions] = await Promise.all([
    findSurvey(shop, link.surveyId),
    findAsks(shop, [key]),
    findSettings(shop),
    listVersions(shop),
  ]);
  if (!survey || !ask) return undefined;
  const speech = speechOf(member.locale ?? row.locale);
  const program = versionAt(versions, now().getTime())?.config;
  const formal = program?.formality === 'formal';
  return {
    ...{ shop: row, survey, ask, link, speech, formal, words: surveyWordsFor({ speech, formal }) },
    accent: settings.brand.accent ?? ACCENT,
    pointsName: program?.pointsName ?? {},
  };
}

async function take(asking: Asking, request: Request): Promise<SurveyPage | null> {
  const { shop, survey, link, words, speech } = asking;
  const tooLong = words.tooLong(new Intl.NumberFormat(speech.tag).format(COMMENT_MAX));
  const body = await readLimited(request, FORM_BYTES_MAX);
  if (body === undefined) return form(asking, { status: 413, text: tooLong });
  const sent = new URLSearchParams(body);
  const chosen = readAnswer(survey, sent.get('answer'));
  const comment = readComment(sent.get('comment'));
  const kept = { chosen, comment: (sent.get('comment') ?? '').slice(0, COMMENT_MAX).toWellFormed() };
  if (chosen === null) return form(asking, { ...kept, status: 422, text: words.choose });
  if (comment === 'too-long') return form(asking, { ...kept, status: 422, text: tooLong });
  const given = { answer: chosen, comment, way: link.way, at: now() };
  const stored = await store(asking, given);
  if (stored === 'gone') return null;
  if (stored === 'known') return said(asking, words.known);
  const points = stored.points > 0 ? pointsText(asking.pointsName, stored.points, speech.tag) : null;
  const thanks = words.thanksText(shop.name);
  return said(asking, points === null ? thanks : `${thanks} ${words.points(points)}`);
}

/** An asking that is not there any more may have moved to whom its member was merged into: then it is answered there. */
async function store(
  { shop, survey, ask, link }: Asking,
  given: GivenAnswer,
): Promise<{ points: number } | 'known' | 'gone'> {
  const stored = await answerSurvey({ shop, survey, key: ask, given });
  if (stored) return stored;
  const moved = await findAsking({ shop: shop.shop, link });
  if (!moved) return 'gone';
  if (moved.ask.answeredAt !== null) return 'known';
  return (await answerSurvey({ shop, survey, key: moved.ask, given })) ?? 'known';
}

function form(
  asking: Asking,
  change: { status?: number; text?: string; chosen?: number | null; comment?: string },
): SurveyPage {
  const { survey, link, words, shop } = asking;
  const asked = askIn(survey, asking, shop.name);
  return {
    ...frameOf(asking),
    status: change.status ?? 200,
    title: asked.question,
    text: change.text ?? null,
    form: {
      ...asked,
      chosen: change.chosen === undefined ? readAnswer(survey, link.answer) : change.chosen,
      comment: change.comment ?? '',
      commentMax: COMMENT_MAX,
      commentLabel: words.comment,
      button: words.send,
    },
  };
}

function said(asking: Asking, text: string): SurveyPage {
  return { ...frameOf(asking), status: 200, title: asking.words.thanks, text, form: null };
}

async function replyOf({ shop, ask, words, speech }: Asking): Promise<SurveyPage['reply']> {
  if (ask.replyId === null) return null;
  const reply = (await findReplies(shop.shop, [ask.replyId])).get(ask.replyId);
  const text = reply && inOwnLanguage(reply.texts, speech.tag);
  if (text === undefined) return null;
  return { title: words.didTitle, said: words.youSaid, words: ask.comment, did: words.weDid, text };
}

function frameOf({ shop, speech, accent }: Asking) {
  return { speech, shopName: shop.name, accent, reply: null };
}
