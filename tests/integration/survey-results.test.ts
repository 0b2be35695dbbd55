/** What answers amount to on Postgres: by month, segment and product as counted by hand, in pages, as CSV, and told to the shopper. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csvLine } from '../../app/core/finance/csv.ts';
import type { SurveysReply } from '../../app/core/contracts/surveys.ts';
import { speechOf } from '../../app/core/shopper/languages.ts';
import { type Score, scoreOf } from '../../app/core/surveys/score.ts';
import { NEW_SURVEY } from '../../app/core/surveys/survey.ts';
import { presentSurvey, type SurveyQuery } from '../../app/presenters/present-survey.ts';
import {
  presentSurveyCsv,
  SURVEY_TABLES,
  type SurveyTableName,
} from '../../app/presenters/present-survey-csv.ts';
import { presentSurveys } from '../../app/presenters/present-surveys.ts';
import { csvResponse } from '../../app/routes/csv.frame.ts';
import { askDueSurveys } from '../../app/services/ask-surveys.ts';
import { replyToAnswers } from '../../app/services/reply-to-answers.ts';
import { readSurveyLink } from '../../app/services/survey-links.ts';
import { surveyPage } from '../../app/services/survey-page.ts';
import { tellSurveys } from '../../app/services/tell-surveys.ts';
import { seededRandom } from '../../sandbox/store/random.ts';
import type { InnerStore } from '../support/inner-store.ts';
import {
  deliver,
  look,
  on,
  open,
  POINTS,
  save,
  send,
  startSurveys,
  stopSurveys,
  tokenOf,
} from '../support/survey-shop.ts';

let store: InnerStore;
beforeAll(async () => {
  store = await startSurveys();
});
afterAll(stopSurveys);

type Row = { customer: string; day: number; answer: number; segments: string[]; comment: string | null };
const ALL: SurveyQuery = { filter: 'all', theme: null, before: null };

const SEED = Math.floor(Math.random() * 2 ** 30);
const random = seededRandom(SEED);

/** Answers as they might come. */
function someAnswers(count: number): Row[] {
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };
  return Array.from({ length: count }, (_, index) => ({
    customer: String(100 + index),
    day: 1 + Math.floor(random() * 100),
    answer: Math.floor(random() * 11),
    segments: pick([[], ['vip'], ['vip', 'rfm-loyal'], ['own']]),
    comment: pick([null, '=1+1', 'Gut; "sehr" gut\nund schnell', '@late']),
  }));
}

/** The members exist; what they answered stands in the table as the page would have stored it. */
async function fill(shop: string, id: string, rows: Row[]): Promise<void> {
  for (const row of rows)
    await store.db.query(
      `WITH her AS (INSERT INTO members (shop, customer_id, created_at) VALUES ($1, $3, now()) RETURNING id)
        INSERT INTO survey_answers (shop, survey_id, member_id, occasion, product_id, product_title, asked_at, answered_at, answer,
          comment, segments)
        SELECT $1, $2, id, 'o', 'p' || $4 % 3, 'Cup ' || $4 % 3, $6, $6, $4, $5, $7 FROM her`,
      [
        ...[shop, id, row.customer, row.answer, row.comment],
        ...[new Date(Date.now() + row.day * 86_400_000), row.segments],
      ],
    );
}

function byHand(rows: Row[]): Pick<Score, 'answers' | 'value'> {
  const tally = new Map<number, number>();
  for (const { answer } of rows) tally.set(answer, (tally.get(answer) ?? 0) + 1);
  const { answers, value } = scoreOf(NEW_SURVEY, tally);
  return { answers, value };
}

test(`results are what the answers are, grouped by month of the shop, segment and product (seed ${SEED})`, async () => {
  const { shop, id } = await open('survey results');
  await store.db.query(`UPDATE shops SET timezone = 'Pacific/Auckland' WHERE shop = $1`, [shop]);
  const rows = someAnswers(120);
  await fill(shop, id, rows);
  const start = Date.now();
  on(130);
  const view = await presentSurvey(shop, id, ALL);
  const results = view?.results;
  expect(results).toMatchObject({ ...byHand(rows), asked: 120 });
  expect(results?.distribution.reduce((sum, { count }) => sum + count, 0)).toBe(120);
  const months = Map.groupBy(rows, ({ day }) =>
    new Intl.DateTimeFormat('sv', { timeZone: 'Pacific/Auckland', year: 'numeric', month: '2-digit' }).format(
      start + day * 86_400_000,
    ),
  );
  const told = (by: 'month' | 'segment' | 'product') =>
    Object.fromEntries(
      (results?.groups[by] ?? []).map(({ group, answers, value }) => [group, { answers, value }]),
    );
  expect(told('month')).toEqual(
    Object.fromEntries([...months].map(([month, some]) => [month, byHand(some)])),
  );
  for (const segment of ['vip', 'rfm-loyal', 'own']) {
    const some = rows.filter(({ segments }) => segments.includes(segment));
    expect(told('segment')[segment]).toEqual(some.length > 0 ? byHand(some) : undefined);
  }
  for (const place of [0, 1, 2])
    expect(told('product')[`p${place}`]).toEqual(byHand(rows.filter(({ answer }) => answer % 3 === place)));
  expect((await presentSurveys(shop)).list).toMatchObject([{ id, name: 'After delivery' }]);
});

test('pages of answers hold each answer once, by filter, and strange places lead nowhere else', async () => {
  const { shop, id } = await open('survey pages');
  const rows = someAnswers(90);
  await fill(shop, id, rows);
  on(130);
  const page = async (query: Partial<SurveyQuery>) => {
    const seen: { answer: number; comment: string | null }[] = [];
    const keys = new Set<string>();
    for (let before: string | null = null, more = true; more;) {
      const view = await presentSurvey(shop, id, { ...ALL, ...query, before });
      for (const one of view?.answers.list ?? []) {
        expect(keys.has(one.memberId)).toBe(false);
        keys.add(one.memberId);
        seen.push(one);
      }
      before = view?.answers.older ?? null;
      more = before !== null;
    }
    return seen;
  };
  expect(await page({})).toHaveLength(90);
  expect(await page({ filter: 'bad' })).toHaveLength(rows.filter(({ answer }) => answer <= 6).length);
  expect(await page({ filter: 'commented' })).toHaveLength(rows.filter(({ comment }) => comment).length);
  expect(await page({ theme: 'nothing' })).toEqual([]);
  for (const before of ['x', `1_2_${'y'.repeat(500)}`, "9_9_'; DROP TABLE surveys"])
    expect(await presentSurvey(shop, id, { ...ALL, before })).toBeDefined();
  expect(await presentSurvey(shop, 'nobody', ALL)).toBeUndefined();
  const { shop: other } = await open('survey pages two');
  expect(await presentSurvey(other, id, ALL)).toBeUndefined();
  expect(await presentSurveyCsv(other, { id, table: 'answers', tag: 'en' })).toBeUndefined();
});

test('CSV has every row, and nothing in it runs in a spreadsheet', async () => {
  const { shop, id } = await open('survey csv');
  const rows = someAnswers(40);
  await fill(shop, id, [
    ...rows,
    { customer: '9', day: 1, answer: 0, segments: ['vip'], comment: '=HYPERLINK("x")' },
  ]);
  on(130);
  const fileOf = async (table: SurveyTableName, query = '') => {
    const found = await presentSurveyCsv(shop, { id, table, tag: 'de' });
    if (!found) throw new Error('no such table');
    const file = {
      name: found.name,
      headings: found.columns,
      rows: found.rows,
      word: (code: string) => code,
    };
    return csvResponse(new Request(`http://127.0.0.1/csv?${query}`), file);
  };
  const bytes = await (await fileOf('answers', 'format=de')).bytes();
  const answers = Buffer.from(bytes).toString('utf8');
  expect(answers.startsWith('\uFEFFanswer')).toBe(true);
  expect(answers).toContain(`"'=HYPERLINK(""x"")"`);
  expect(answers.split(/\r\n/)).toHaveLength(41 + 2);
  expect(answers).not.toMatch(/(^|;)[=@]/m);
  for (const table of SURVEY_TABLES.filter((one) => one !== 'answers')) {
    const text = await (await fileOf(table)).text();
    expect(text.split('\r\n').length).toBeGreaterThan(table === 'distribution' ? 11 : 2);
  }
  expect((await fileOf('month')).headers.get('content-disposition')).toContain('treuwerk-survey-month.csv');
  expect(csvLine(['a'], 'german', String)).toBe('a\r\n');
});

test('a shopper is told her own open questions and what came of what she said, and nobody else’s', async () => {
  const { shop, id } = await open('survey account', { waitDays: 0 });
  await save(shop, { kind: 'csat', waitDays: 2 });
  const member = await deliver(shop, '7', 1);
  await deliver(shop, '8', 1);
  on(1);
  await askDueSurveys();
  const tell = async (customerId: string | null, tag = 'en') => {
    const response = await tellSurveys({ shop, customerId, speech: speechOf(tag), surface: 'account' });
    return { status: response.status, body: (await response.json()) as SurveysReply };
  };
  const { body } = await tell('7', 'fr');
  expect(body.surveys.map(({ question }) => question)).toEqual([
    'Recommanderiez-vous survey account à un proche ?',
  ]);
  const href = body.surveys[0]?.answers[10]?.href ?? '';
  const token = href.split('/m/survey/')[1] ?? '';
  expect(readSurveyLink(token)?.link).toMatchObject({ memberId: member, answer: 10, way: 'account' });
  on(4);
  expect((await tell('7')).body.surveys).toHaveLength(2);
  const page = await send(token, { answer: '4', comment: 'Slow' });
  expect(page?.text).toContain(`${POINTS} `);
  expect((await tell('7')).body).toMatchObject({ surveys: [{}], replies: [] });
  const to = { memberId: String(member), occasion: '701' };
  await replyToAnswers({ shop, actor: 'staff:42', body: { id, to, texts: { en: 'Two more packers' } } });
  expect((await tell('7')).body.replies).toMatchObject([{ said: 'Slow', did: 'Two more packers' }]);
  expect((await tell('8')).body).toMatchObject({ surveys: [{}, {}], replies: [] });
  expect((await tell('9')).body).toEqual({ surveys: [], replies: [] });
  expect((await tell(null)).status).toBe(401);
  on(120);
  expect((await tell('8')).body.surveys).toEqual([]);
  expect((await look(tokenOf(shop, id, member, '701')))?.reply).toMatchObject({ words: 'Slow' });
  expect(await surveyPage('', new Request('http://127.0.0.1/'))).toBeNull();
});
