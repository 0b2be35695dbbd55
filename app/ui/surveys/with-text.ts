/** Texts per language as forms change them: an empty one is left out. */
import type { Texts } from '#app/core/surveys/survey.ts';

export function withText(texts: Texts, language: string, text: string): Texts {
  const { [language]: _before, ...others } = texts;
  return text === '' ? others : { ...others, [language]: text };
}
