/**
 * The file that a person is sent: one page that needs nothing beside itself, in her language, with everything once more as
 * data at its end. Whatever stands in it may have been written by strangers and is escaped.
 */
import type { PersonFile } from '#app/core/contracts/person-file.ts';
import { currencyExponent } from '#app/core/money.ts';
import { createFormat, type Format } from '#app/ui/admin/format.ts';
import { activityTexts } from '#app/ui/texts/activity.ts';
import { ledgerTexts } from '#app/ui/texts/ledger.ts';
import { type PersonFileTexts, privacyTexts } from '#app/ui/texts/privacy.ts';

type Row = Record<string, unknown>;
type Page = { file: PersonFile; language: 'de' | 'en'; texts: PersonFileTexts; format: Format };

export function renderPersonFile(file: PersonFile, language: 'de' | 'en'): string {
  const texts = privacyTexts[language].file;
  const exponent = currencyExponent(file.currency);
  const format = createFormat({
    locale: language,
    timeZone: file.timezone,
    currency: file.currency,
    exponent,
  });
  const page: Page = { file, language, texts, format };
  const title = escape(texts.title(file.shopName));
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
<main>
<h1>${title}</h1>
<p>${escape(texts.intro(format.dateTime(file.createdAt)))}</p>
${file.shortened ? `<p><strong>${escape(texts.shortened)}</strong></p>` : ''}
${sections(page).join('\n')}
${dataOf(file, texts)}
</main>
</html>
`;
}

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;margin:0;color:#1a1a1a;background:#fff}main{max-width:60rem;margin:0 auto;padding:1rem}' +
  'table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #767676;vertical-align:top;overflow-wrap:anywhere}';

function sections(page: Page): string[] {
  const { texts, format } = page;
  const { kinds, reasons } = ledgerTexts[page.language];
  const notes = new Map(rows(page, 'entry_notes').map((row) => [keyOf(row), text(row.note)]));
  const reasonsOf = (row: Row) =>
    list(row.reasons)
      .map((code) => reasons[String(code)] ?? text(code))
      .join(', ');
  return [
    section(texts.you, pairs(rows(page, 'members'), texts.fields, page)),
    section(texts.balances, pairs(rows(page, 'member_balances'), texts.balanceFields, page)),
    section(
      texts.movements,
      table(
        [texts.when, texts.what, texts.points, texts.why, texts.note],
        inTime(rows(page, 'ledger_entries'), 'occurred_at').map((row) => [
          when(row.occurred_at, format),
          kinds[text(row.kind)] ?? text(row.kind),
          format.number(Number(row.points)),
          reasonsOf(row),
          notes.get(keyOf(row)) ?? '',
        ]),
        texts,
      ),
    ),
    section(
      texts.orders,
      table(
        [texts.when, texts.what, texts.goods, texts.total, texts.points],
        inTime(rows(page, 'orders'), 'occurred_at').map((row) => [
          when(row.occurred_at, format),
          text(row.name),
          goodsOf(row),
          format.money(Number(row.total_minor)),
          format.number(Number(row.target)),
        ]),
        texts,
      ),
    ),
    section(
      texts.redemptions,
      table(
        [texts.when, texts.what, texts.code, texts.points],
        inTime(rows(page, 'redemptions'), 'created_at').map((row) => [
          when(row.created_at, format),
          text(row.reward_id),
          text(row.code),
          format.number(Number(row.points)),
        ]),
        texts,
      ),
    ),
    ...factSections(page),
  ];
}

function factSections(page: Page): string[] {
  const { texts, format } = page;
  const { topics } = activityTexts[page.language];
  const { reasons } = ledgerTexts[page.language];
  const deed = (kind: string) => reasons[`deed-${kind.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`)}`];
  return [
    section(
      texts.deeds,
      table(
        [texts.when, texts.what],
        inTime(rows(page, 'deeds'), 'occurred_at').map((row) => [
          when(row.occurred_at, format),
          [deed(text(row.kind)) ?? text(row.kind), text(row.name)].filter(Boolean).join(': '),
        ]),
        texts,
      ),
    ),
    section(
      texts.changes,
      table(
        [texts.when, texts.what],
        inTime(rows(page, 'member_changes'), 'at').map((row) => [
          when(row.at, format),
          `${text(row.kind)} ${plain(row.data)}`,
        ]),
        texts,
      ),
    ),
    section(
      texts.messages,
      table(
        [texts.when, texts.what],
        inTime(rows(page, 'inbox_events'), 'triggered_at').map((row) => [
          when(row.triggered_at, format),
          topics[text(row.topic)] ?? text(row.topic),
        ]),
        texts,
      ),
    ),
  ];
}

/** The data stands in the page once, and is saved from there; `<` would end its element early. */
function dataOf(file: PersonFile, texts: PersonFileTexts): string {
  const json = JSON.stringify(file, null, 1);
  const address = `data:application/json;base64,${Buffer.from(json).toString('base64')}`;
  return `<section>
<h2>${escape(texts.all)}</h2>
<p>${escape(texts.allIntro)} <a download="treuwerk.json" href="${address}">${escape(texts.save)}</a></p>
<script type="application/json" id="data">${json.replaceAll('<', String.raw`\u003c`)}</script>
</section>`;
}

function section(heading: string, body: string): string {
  return `<section>\n<h2>${escape(heading)}</h2>\n${body}\n</section>`;
}

function table(headings: string[], cells: string[][], texts: PersonFileTexts): string {
  if (cells.length === 0) return `<p>${escape(texts.none)}</p>`;
  const head = headings.map((one) => `<th scope="col">${escape(one)}</th>`).join('');
  const body = cells.map((row) => `<tr>${row.map((one) => `<td>${escape(one)}</td>`).join('')}</tr>`);
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
}

function pairs(all: Row[], names: Record<string, string>, { texts, format }: Page): string {
  const told = all.flatMap((row) =>
    Object.entries(names).flatMap(([column, name]) => {
      const value = row[column];
      if (value === null || value === undefined) return [];
      const shown =
        typeof value === 'number'
          ? format.number(value)
          : column.endsWith('_at')
            ? when(value, format)
            : text(value);
      return [[name, shown]];
    }),
  );
  if (told.length === 0) return `<p>${escape(texts.none)}</p>`;
  const body = told.map(
    ([name, value]) => `<tr><th scope="row">${escape(name ?? '')}</th><td>${escape(value ?? '')}</td></tr>`,
  );
  return `<table>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
}

function goodsOf(row: Row): string {
  const lines = list((row.facts as Row | undefined)?.lines) as Row[];
  return lines.map((line) => `${text(line.quantity)} × ${text(line.title)}`).join(', ');
}

function rows({ file }: Page, name: string): Row[] {
  return file.tables[name] ?? [];
}

function inTime(all: Row[], column: string): Row[] {
  return [...all].sort((one, other) => text(one[column]).localeCompare(text(other[column])));
}

function keyOf(row: Row): string {
  return `${text(row.member_id)}:${text(row.seq)}`;
}

function when(value: unknown, format: Format): string {
  return value === null || value === undefined ? '' : format.dateTime(text(value));
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(plain).join(' ');
  return text(value);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value as string | number | boolean);
}

function escape(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
