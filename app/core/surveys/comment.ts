/** What somebody wrote beside her answer, as it is kept: plain text, without what no text field can hold. */
import { COMMENT_MAX } from '#app/core/surveys/survey.ts';

/** @returns null for nothing; 'too-long' rather than a text that was cut. */
export function readComment(said: string | null): string | null | 'too-long' {
  const text = (said ?? '')
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .trim();
  if (text === '') return null;
  return text.length > COMMENT_MAX ? 'too-long' : text;
}

/** So much of it as fits a line: for the subject of a task. */
export function shortened(text: string, lettersMax: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= lettersMax) return line;
  return `${line
    .slice(0, lettersMax - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
    .trimEnd()}…`;
}
