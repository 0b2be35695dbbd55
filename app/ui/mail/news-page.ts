/** Pages behind the links of a mail: plain HTML that needs no script, in the reader's language and the shop's colour. */
import { escapeHtml } from '#app/core/escape-html.ts';
import { contrastOn } from '#app/core/shopper/contrast.ts';

export type NewsPage = {
  language: string;
  shopName: string;
  /** `#rrggbb`. */
  accent: string;
  title: string;
  /** What is said; announced when it answers what she has done. */
  text: string;
  done: boolean;
  form: {
    button: string;
    /** Boxes to tick; none for a single question. */
    boxes: { id: string; name: string; ticked: boolean }[];
    legend: string;
  } | null;
  /** Another way from here. */
  link: { text: string; href: string } | null;
  /** To be read off. */
  code?: string;
};

export function renderNewsPage(page: NewsPage): string {
  const { text, done, form, link, code } = page;
  return renderPlainPage(
    page,
    `<p${done ? ' role="status"' : ''}>${escapeHtml(text)}</p>
${code === undefined ? '' : `<p class="code">${escapeHtml(code)}</p>`}
${form ? formOf(form) : ''}
${link ? `<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.text)}</a></p>` : ''}`,
  );
}

/** What every page behind a mail's link has in common. @param inside HTML; `style` is CSS of its own */
export function renderPlainPage(
  { language, shopName, accent, title }: Pick<NewsPage, 'language' | 'shopName' | 'accent' | 'title'>,
  inside: string,
  style = '',
): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} · ${escapeHtml(shopName)}</title>
<style>${styleOf(accent)}${style}</style>
</head>
<body>
<main>
<p class="shop">${escapeHtml(shopName)}</p>
<h1>${escapeHtml(title)}</h1>
${inside}
</main>
</body>
</html>`;
}

function formOf({ button, boxes, legend }: NonNullable<NewsPage['form']>): string {
  const ticks = boxes.map(
    ({ id, name, ticked }) =>
      `<label><input type="checkbox" name="interest" value="${escapeHtml(id)}"${ticked ? ' checked' : ''}> ${escapeHtml(name)}</label>`,
  );
  const choice =
    boxes.length > 0
      ? `<fieldset><legend>${escapeHtml(legend)}</legend>${ticks.join('\n')}</fieldset><input type="hidden" name="do" value="choose">`
      : '';
  return `<form method="post">${choice}<button type="submit">${escapeHtml(button)}</button></form>`;
}

function styleOf(accent: string): string {
  return `
:root { color-scheme: light dark; --page: #f4f4f2; --card: #fff; --ink: #1c1c1c; --line: #6b6b6b; }
@media (prefers-color-scheme: dark) { :root { --page: #14171a; --card: #1d2125; --ink: #f1f3f5; --line: #9aa1a8; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 32rem; margin: 8vh auto; padding: 1.5rem; background: var(--card); border-radius: .5rem; }
.code { font: 600 1.25rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; border: 2px dashed var(--line); border-radius: .375rem; padding: .75rem; text-align: center; }
.shop { margin: 0; font-weight: 600; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 1rem; }
fieldset { border: 1px solid var(--line); border-radius: .375rem; margin: 0 0 1rem; padding: .5rem 1rem; }
label { display: flex; align-items: center; gap: .75rem; min-height: 2.75rem; }
input { width: 1.25rem; height: 1.25rem; accent-color: ${accent}; }
button { min-height: 2.75rem; padding: .5rem 1.5rem; border: 1px solid var(--ink); border-radius: .375rem; background: ${accent}; color: ${contrastOn(accent).text}; font: inherit; font-weight: 600; cursor: pointer; }
a { color: inherit; }
.code ~ p a { display: inline-block; padding: .625rem 1.5rem; border-radius: .375rem; background: ${accent}; color: ${contrastOn(accent).text}; font-weight: 600; text-decoration: none; border: 1px solid var(--ink); }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
@media (max-width: 33rem) { main { margin: 0; border-radius: 0; min-height: 100vh; box-sizing: border-box; } }`;
}
