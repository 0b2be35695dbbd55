/** Links that answer a survey: each names one asking and one of its answers. Who has one may give that member's answer, once. */
import { env } from '#app/env.server.ts';
import type { AskKey } from '#app/db/survey-answers.ts';
import { openLink, signLink } from '#app/services/signed-link.ts';

/** Where she met the question. */
export const SURVEY_WAYS = ['mail', 'account'] as const;
export type SurveyWay = (typeof SURVEY_WAYS)[number];

export type SurveyLink = AskKey & { answer: number; way: SurveyWay };

export function surveyHref(shop: string, { surveyId, memberId, occasion, answer, way }: SurveyLink): string {
  const token = signLink(shop, 'survey', { v: surveyId, m: memberId, o: occasion, a: answer, w: way });
  return `${env().SHOPIFY_APP_URL}/m/survey/${token}`;
}

/** @returns undefined for whatever was not made here. */
export function readSurveyLink(token: string): { shop: string; link: SurveyLink } | undefined {
  const opened = openLink(token, 'survey');
  if (!opened) return undefined;
  const { v, m, o, a, w } = opened.payload;
  const way = SURVEY_WAYS.find((one) => one === w);
  if (typeof v !== 'string' || typeof m !== 'number' || typeof o !== 'string') return undefined;
  if (typeof a !== 'number' || way === undefined) return undefined;
  return { shop: opened.shop, link: { surveyId: v, memberId: m, occasion: o, answer: a, way } };
}
