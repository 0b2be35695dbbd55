/** The page on which a survey is answered: plain HTML that needs no script, in the reader's language and the shop's colour. */
import { escapeHtml } from '#app/core/escape-html.ts';
import { renderPlainPage } from '#app/ui/mail/news-page.ts';

export type AnswerPage = {
  language: string;
  shopName: string;
  accent: string;
  /** The question, or what is said when there is none. */
  title: string;
  text: string | null;
  form: AnswerForm | null;
  /** “You said, we did”. */
  reply: { title: string; said: string; words: string | null; did: string; text: string } | null;
};

type AnswerForm = {
  answers: { value: number; text: string }[];
  ends: { low: string; high: string } | null;
  chosen: number | null;
  comment: string;
  commentMax: number;
  commentLabel: string;
  button: string;
  question: string;
};

export function renderSurveyPage(page: AnswerPage): string {
  const { text, form, reply } = page;
  // What answers her is announced: an alert where something is still to be done.
  const said =
    text === null
      ? ''
      : `<p id="said" role="${form ? 'alert' : 'status'}"${form ? ' class="wrong"' : ''}>${escapeHtml(text)}</p>`;
  return renderPlainPage(
    page,
    [said, form ? formOf(form) : '', reply ? replyOf(reply) : ''].join('\n'),
    STYLE,
  );
}

function formOf({ answers, ends, chosen, comment, ...form }: AnswerForm): string {
  const radios = answers.map(
    ({ value, text }) =>
      `<label><input type="radio" name="answer" value="${value}" required${value === chosen ? ' checked' : ''}> <span>${escapeHtml(text)}</span></label>`,
  );
  const low = `${answers[0]?.text ?? ''} = ${ends?.low ?? ''}`;
  const high = `${answers.at(-1)?.text ?? ''} = ${ends?.high ?? ''}`;
  return `<form method="post">
<fieldset class="${ends ? 'scale' : 'list'}"${ends ? ' aria-describedby="ends"' : ''}><legend class="away">${escapeHtml(form.question)}</legend>
${radios.join('\n')}
</fieldset>
${ends ? `<p class="ends" id="ends"><span>${escapeHtml(low)}</span> <span>${escapeHtml(high)}</span></p>` : ''}
<p><label class="words" for="comment">${escapeHtml(form.commentLabel)}</label>
<textarea id="comment" name="comment" rows="4" maxlength="${form.commentMax}">${escapeHtml(comment)}</textarea></p>
<button type="submit">${escapeHtml(form.button)}</button>
</form>`;
}

function replyOf({ title, said, words, did, text }: NonNullable<AnswerPage['reply']>): string {
  const lines = (one: string) => one.split('\n').map(escapeHtml).join('<br>');
  const hers = words === null ? '' : `<h3>${escapeHtml(said)}</h3><blockquote>${lines(words)}</blockquote>`;
  return `<section><h2>${escapeHtml(title)}</h2>${hers}<h3>${escapeHtml(did)}</h3><p>${lines(text)}</p></section>`;
}

const STYLE = `
.scale { display: grid; grid-template-columns: repeat(auto-fill, minmax(3rem, 1fr)); gap: .25rem .5rem; }
.scale label { flex-direction: column; justify-content: center; gap: .125rem; min-height: 3.5rem; }
.ends { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; margin: 0 0 1rem; font-size: .875rem; }
.words { min-height: 0; font-weight: 600; }
.wrong { font-weight: 600; }
.away { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
textarea { width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid var(--line); border-radius: .375rem; background: transparent; color: inherit; font: inherit; }
blockquote { margin: 0 0 1rem; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
h2 { font-size: 1.25rem; } h3 { font-size: 1rem; margin: 0 0 .25rem; }
blockquote, section p, #said { overflow-wrap: anywhere; }`;
