/** A survey as one reader meets it: the question, its answers and the ends of its scale, in her language and manner. */
import { inOwnLanguage, type Speech, speltIn } from '#app/core/shopper/languages.ts';
import { answersOf, choiceText, type SurveyConfig } from '#app/core/surveys/survey.ts';
import { SURVEY_FORMAL, SURVEY_WORDS, type SurveyWords } from '#app/core/surveys/words.ts';

export type Manner = { speech: Speech; formal: boolean };

export type AskedSurvey = {
  question: string;
  answers: { value: number; text: string }[];
  /** What the lowest and the highest answer mean; null where the answers say it themselves. */
  ends: { low: string; high: string } | null;
};

export function askIn(survey: SurveyConfig, manner: Manner, shopName: string): AskedSurvey {
  const words = surveyWordsFor(manner);
  const { tag } = manner.speech;
  return {
    question: questionOf(survey, words, tag, shopName),
    answers: answersOf(survey).map((value) => ({
      value,
      text: choiceText(survey, value, tag) ?? String(value),
    })),
    ends: endsOf(survey, words),
  };
}

export function surveyWordsFor({ speech, formal }: Manner): SurveyWords {
  const words = {
    ...SURVEY_WORDS[speech.language],
    ...(formal && speech.language === 'de' ? SURVEY_FORMAL : {}),
  };
  const spelt = (value: SurveyWords[keyof SurveyWords]) =>
    typeof value === 'string' ? speltIn(value, speech) : (text: string) => speltIn(value(text), speech);
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, spelt(value)])) as SurveyWords;
}

/** The merchant's own words where she has some for this language, then ours, then whatever words she has. */
function questionOf(
  { kind, questions }: SurveyConfig,
  words: SurveyWords,
  tag: string,
  shop: string,
): string {
  if (kind === 'own') return inOwnLanguage(questions, tag) ?? '';
  const own = questions[tag] ?? questions[tag.split('-')[0] ?? ''];
  if (own !== undefined) return own;
  const ours = { nps: words.npsQuestion, csat: words.csatQuestion, ces: words.cesQuestion };
  return ours[kind](shop);
}

function endsOf({ kind }: SurveyConfig, words: SurveyWords): AskedSurvey['ends'] {
  switch (kind) {
    case 'nps':
      return { low: words.npsLow, high: words.npsHigh };
    case 'csat':
      return { low: words.csatLow, high: words.csatHigh };
    case 'ces':
      return { low: words.cesLow, high: words.cesHigh };
    case 'own':
      return null;
  }
}
