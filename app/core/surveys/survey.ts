/**
 * A survey: one question on a known scale, or a question of the merchant's own with her own answers; when it is asked, and what
 * happens after a bad answer.
 */
import { inOwnLanguage } from '#app/core/shopper/languages.ts';

export const SURVEY_KINDS = ['nps', 'csat', 'ces', 'own'] as const;
/** `nps`: would she recommend the shop. `csat`: is she satisfied. `ces`: was it easy. `own`: whatever the merchant asks. */
export type SurveyKind = (typeof SURVEY_KINDS)[number];

export const ASK_WHEN = ['after-delivery', 'after-order', 'never'] as const;
/** `never`: only when staff ask. */
export type AskWhen = (typeof ASK_WHEN)[number];

/** The answers as staff look at them. */
export const ANSWER_FILTERS = ['all', 'bad', 'commented'] as const;
export type AnswerFilter = (typeof ANSWER_FILTERS)[number];

/** One text per language tag. */
export type Texts = Record<string, string>;

export type SurveyConfig = {
  /** For staff; shoppers never see it. */
  name: string;
  kind: SurveyKind;
  /** In the merchant's own words; where a language is missing, ours hold for the known kinds. */
  questions: Texts;
  /** The answers of a question of her own, in their order; none for the known kinds. */
  choices: Texts[];
  ask: AskWhen;
  /** Whole days after the delivery or the order. */
  waitDays: number;
  /** A member is asked the same again after so many days at the earliest. */
  restDays: number;
  /** Whether an answer counts as the deed `survey`, for which the program's rules may give points. */
  points: boolean;
  /** Whom the task after a bad answer goes to (null: the shop's owner), and within how many hours it is due. */
  task: { ownerId: string | null; withinHours: number };
  active: boolean;
};

export type Survey = SurveyConfig & { id: string };

export const SURVEY_NAME_MAX = 80;
export const QUESTION_MAX = 300;
export const CHOICE_MAX = 100;
export const CHOICES_MIN = 2;
export const CHOICES_MAX = 10;
export const WAIT_DAYS_MAX = 60;
export const REST_DAYS_MAX = 730;
export const TASK_HOURS_MAX = 720;
export const COMMENT_MAX = 2_000;
export const THEME_MAX = 60;
export const REPLY_MAX = 2_000;
/** How long a link may be answered. */
export const LINK_DAYS = 90;

export const NEW_SURVEY: SurveyConfig = {
  name: '',
  kind: 'nps',
  questions: {},
  choices: [],
  ask: 'after-delivery',
  waitDays: 7,
  restDays: 90,
  points: true,
  task: { ownerId: null, withinHours: 24 },
  active: true,
};

/** Lowest and highest answer; choices of the merchant's own count from 0. */
export function scaleOf({ kind, choices }: Pick<SurveyConfig, 'kind' | 'choices'>): {
  low: number;
  high: number;
} {
  switch (kind) {
    case 'nps':
      return { low: 0, high: 10 };
    case 'csat':
    case 'ces':
      return { low: 1, high: 5 };
    case 'own':
      return { low: 0, high: choices.length - 1 };
  }
}

/** Every answer that can be given, in its order. */
export function answersOf(survey: Pick<SurveyConfig, 'kind' | 'choices'>): number[] {
  const { low, high } = scaleOf(survey);
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, index) => low + index);
}

/** What somebody has sent as her answer; null when it is none of this survey's. */
export function readAnswer(
  survey: Pick<SurveyConfig, 'kind' | 'choices'>,
  said: string | number | null,
): number | null {
  const text = String(said ?? '');
  if (!/^\d{1,2}$/.test(text)) return null;
  return answersOf(survey).find((one) => one === Number(text)) ?? null;
}

/** The words beside an answer of the merchant's own; undefined on a scale, where the number says it. */
export function choiceText({ choices }: Pick<SurveyConfig, 'choices'>, answer: number, tag: string) {
  const texts = choices[answer];
  return texts ? inOwnLanguage(texts, tag) : undefined;
}

/** What is wrong with a survey before it can be asked; null when nothing is. */
export function surveyProblem({
  kind,
  questions,
  choices,
}: SurveyConfig): 'no-question' | 'no-choices' | null {
  const said = (texts: Texts) => Object.values(texts).some((text) => text.trim() !== '');
  if (kind !== 'own') return choices.length === 0 ? null : 'no-choices';
  if (!said(questions)) return 'no-question';
  return choices.length >= CHOICES_MIN && choices.every(said) ? null : 'no-choices';
}
