/** Surveys on Postgres: who is asked when, what a link may do, and that an answer counts once with its points, event and task. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '../../app/clock.ts';
import { COMMENT_MAX } from '../../app/core/surveys/survey.ts';
import { findShop } from '../../app/db/shops.ts';
import { transaction } from '../../app/db/transaction.ts';
import { surveyAnswer } from '../../app/routes/mail-page.frame.ts';
import { askDueSurveys, askSurveyNow } from '../../app/services/ask-surveys.ts';
import { eraseMember } from '../../app/services/erase-member.ts';
import { mergeMembers } from '../../app/services/merge-members.ts';
import { replyToAnswers } from '../../app/services/reply-to-answers.ts';
import { saveSurvey } from '../../app/services/save-survey.ts';
import { signLink } from '../../app/services/signed-link.ts';
import type { InnerStore } from '../support/inner-store.ts';
import {
  bodyOf,
  deliver,
  earned,
  iso,
  look,
  mailsOf,
  memberOf,
  on,
  one,
  open,
  POINTS,
  rowsOf,
  save,
  scores,
  send,
  sendAll,
  tasks,
  tokenOf,
  startSurveys,
  stopSurveys,
} from '../support/survey-shop.ts';

let store: InnerStore;
beforeAll(async () => {
  store = await startSurveys();
});
afterAll(stopSurveys);

test('a delivered order is asked about after its wait; the answer from the mail counts once with its points', async () => {
  const { shop, id } = await open('survey whole');
  await deliver(shop, '7', 1);
  await askDueSurveys();
  expect(await rowsOf(shop, id)).toEqual([]);
  on(1);
  for (let round = 0; round < 2; round += 1) await askDueSurveys();
  expect(await rowsOf(shop, id)).toEqual(['7 701 Cup 09-05']);
  await sendAll();
  expect(mailsOf(shop)).toEqual([]);
  on(4);
  await sendAll();
  const [mail, ...others] = mailsOf(shop);
  expect(others).toEqual([]);
  expect(mail?.subject).toBe('Eine kurze Frage von survey whole');
  expect(mail?.text).toContain('0 = gar nicht wahrscheinlich, 10 = äußerst wahrscheinlich');
  const links = [...(mail?.text ?? '').matchAll(/^(\d+): \S+\/m\/survey\/(\S+)$/gm)];
  expect(links.map(([, answer]) => Number(answer))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect([...String(mail?.html).matchAll(/class="option"/g)]).toHaveLength(11);
  const token = links[9]?.[2] ?? '';
  // Scanners look at every link.
  for (const [, , link = ''] of links) expect((await look(link))?.form?.chosen).not.toBeNull();
  expect((await look(token))?.form?.chosen).toBe(9);
  expect(await rowsOf(shop, id)).toEqual(['7 701 Cup 09-05']);
  const done = await send(token, { answer: '9', comment: 'Gern wieder' });
  expect(done).toMatchObject({ status: 200, form: null });
  expect(done?.text).toContain(`${POINTS} `);
  expect(await rowsOf(shop, id)).toEqual(['7 701 9 Gern wieder Cup 09-05']);
  for (const [, , link = ''] of links) expect((await send(link, { answer: '1' }))?.form).toBeNull();
  expect(await rowsOf(shop, id)).toEqual(['7 701 9 Gern wieder Cup 09-05']);
  expect([await earned(shop), await scores(shop), await tasks(shop)]).toEqual([[POINTS], ['nps 9 701'], []]);
});

test('answers sent at the same moment are one answer', async () => {
  const { shop, id } = await open('survey race', { waitDays: 0 });
  const members = [await deliver(shop, '7', 1), await deliver(shop, '8', 1)];
  on(1);
  await askDueSurveys();
  await Promise.all(
    members.flatMap((member, index) =>
      Array.from({ length: 8 }, (_, answer) =>
        send(tokenOf(shop, id, member, `${7 + index}01`), { answer: String(answer) }),
      ),
    ),
  );
  const given = await one<number>('SELECT answer AS value FROM survey_answers WHERE shop = $1', [shop]);
  expect(given).toHaveLength(2);
  expect(given).not.toContain(null);
  expect(await earned(shop)).toEqual([2 * POINTS]);
  expect(await scores(shop)).toHaveLength(2);
  // One task per bad answer that was stored.
  expect(await tasks(shop)).toHaveLength(given.filter((answer) => answer <= 6).length);
});

test('a bad answer makes one task, of whom the survey names or of the owner, due in its hours', async () => {
  const { shop, id } = await open('survey bad', {
    kind: 'csat',
    waitDays: 0,
    task: { ownerId: '43', withinHours: 48 },
  });
  const gone = await save(shop, { kind: 'ces', waitDays: 0, task: { ownerId: '99', withinHours: 24 } });
  const member = await deliver(shop, '7', 1);
  on(1);
  await askDueSurveys();
  const comment = `${'Zu spät, zu teuer. '.repeat(50)}<script>alert(1)</script>`;
  await send(tokenOf(shop, id, member, '701', 2), { answer: '2', comment });
  await send(tokenOf(shop, gone, member, '701', 1), { answer: '1' });
  const [first = '', second = ''] = (await tasks(shop)).sort();
  expect(first).toMatch(/^bad-answer 42 09-03 After delivery: 1\/5$/);
  expect(second).toMatch(/^bad-answer 43 09-04 After delivery: 2\/5 · Zu spät, .*…$/);
  expect(await scores(shop)).toEqual(expect.arrayContaining(['csat 2 701', 'ces 1 701']));
  expect(await earned(shop)).toEqual([2 * POINTS]);
});

test('a middling answer and a question of the merchant’s own make no task', async () => {
  const { shop, id } = await open('survey fair', { waitDays: 0, points: false });
  const own = await save(shop, {
    ...{ kind: 'own', waitDays: 0, points: false, questions: { de: 'Woher kennst du uns?' } },
    choices: [{ de: 'Freunde' }, { de: 'Suche' }],
  });
  const member = await deliver(shop, '7', 1);
  on(1);
  await askDueSurveys();
  expect((await look(tokenOf(shop, own, member, '701', 1)))?.form).toMatchObject({
    ...{ question: 'Woher kennst du uns?', chosen: 1, ends: null },
    answers: [
      { value: 0, text: 'Freunde' },
      { value: 1, text: 'Suche' },
    ],
  });
  await send(tokenOf(shop, own, member, '701', 1), { answer: '0' });
  await send(tokenOf(shop, id, member, '701', 7), { answer: '7' });
  expect([await tasks(shop), await earned(shop)]).toEqual([[], [0]]);
  expect((await scores(shop)).sort()).toEqual(['nps 7 701', 'own 701']);
});

test('links that were not made here, or for another purpose, shop or member, lead nowhere', async () => {
  const { shop, id } = await open('survey forged', { waitDays: 0 });
  const { shop: other, id: otherId } = await open('survey forged two', { waitDays: 0 });
  const member = await deliver(shop, '7', 1);
  await deliver(other, '7', 1);
  on(1);
  await askDueSurveys();
  const token = tokenOf(shop, id, member, '701');
  const [, body = '', signature = ''] = token.split('.');
  const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const changed = (change: object) =>
    `1.${Buffer.from(JSON.stringify({ ...payload, ...change })).toString('base64url')}.${signature}`;
  const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
  const links = [
    ...[changed({ s: other }), changed({ m: member + 1 }), changed({ a: 1 }), changed({ v: otherId })],
    ...[`1.${body}.${flipped}`, `1.${body}.`, `2.${body}.${signature}`, '', 'x', 'a'.repeat(5_000)],
    signLink(shop, 'mail', { v: id, m: member, o: '701', a: 9, w: 'mail' }),
    // Ours, but of nobody, of no asking, of no survey, or not whole.
    ...[
      tokenOf(shop, id, 999_999, '701'),
      tokenOf(shop, id, member, '702'),
      tokenOf(shop, otherId, member, '701'),
    ],
    ...[tokenOf(other, id, member, '701'), signLink(shop, 'survey', { v: id, m: member })],
  ];
  for (const link of links) {
    expect([link, await look(link)]).toEqual([link, null]);
    expect([link, await send(link, { answer: '9' })]).toEqual([link, null]);
  }
  expect(surveyAnswer(null).status).toBe(404);
  expect(
    await one('SELECT answer AS value FROM survey_answers WHERE shop = ANY($1)', [[shop, other]]),
  ).toEqual([null, null]);
});

test('what is sent is text: no HTML comes of it, nothing too long or outside of the scale gets in', async () => {
  const { shop, id } = await open('survey <img src=x>', { waitDays: 0, kind: 'csat' });
  const member = await deliver(shop, '7', 1);
  on(1);
  await askDueSurveys();
  const token = tokenOf(shop, id, member, '701', 4);
  const comment = `"></textarea><script>alert('x')</script>\r\nsecond\0 line`;
  for (const answer of ['', '0', '6', '-1', '4.5', 'NaN', '4 OR 1=1']) {
    const page = await send(token, { answer, comment });
    expect(page).toMatchObject({ status: 422, form: { chosen: null } });
    const html = await surveyAnswer(page).text();
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;/textarea&gt;');
  }
  const long = await send(token, { answer: '4', comment: 'x'.repeat(COMMENT_MAX + 1) });
  expect(long).toMatchObject({ status: 422, form: { chosen: 4 } });
  expect(long?.text).toContain('2.000');
  expect(await send(token, { answer: '4', comment: 'x'.repeat(100_000) })).toMatchObject({ status: 413 });
  expect(await rowsOf(shop, id)).toEqual(['7 701 Cup 09-02']);
  expect(await send(token, { answer: '2', comment })).toMatchObject({ status: 200, form: null });
  const [kept] = await one<string>('SELECT comment AS value FROM survey_answers WHERE shop = $1', [shop]);
  expect(kept).toBe(`"></textarea><script>alert('x')</script>\nsecond line`);
  const response = surveyAnswer(await look(token));
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
});

test('who was forgotten is asked nothing, and nothing of her stays', async () => {
  const { shop, id } = await open('survey erased', { waitDays: 0 });
  const [member, stays] = [await deliver(shop, '7', 1), await deliver(shop, '8', 1)];
  on(1);
  await askDueSurveys();
  await send(tokenOf(shop, id, member, '701', 1), { answer: '1', comment: 'Erika was here' });
  const row = await findShop(shop);
  if (!row) throw new Error('the shop is known');
  const erase = transaction((tx) =>
    eraseMember(tx, row, { customerId: '7', email: null, orderIds: [] }, now()),
  );
  // An answer on its way at that moment is hers or nobody's.
  await Promise.all([erase, send(tokenOf(shop, id, member, '701', 1), { answer: '1' })]);
  expect(await look(tokenOf(shop, id, member, '701'))).toBeNull();
  expect(await send(tokenOf(shop, id, member, '701'), { answer: '5' })).toBeNull();
  await askDueSurveys();
  expect(await rowsOf(shop, id)).toEqual(['8 801 Cup 09-02']);
  expect([await tasks(shop), await scores(shop)]).toEqual([[], []]);
  await send(tokenOf(shop, id, stays, '801'), { answer: '9' });
  expect(await rowsOf(shop, id)).toEqual(['8 801 9 Cup 09-02']);
});

test('two members who become one have been given their points once, and old links lead to the one that stays', async () => {
  const { shop, id } = await open('survey merged', { waitDays: 0, restDays: 1 });
  const [goes, stays] = [await deliver(shop, '7', 1), await deliver(shop, '8', 1)];
  on(1);
  await askDueSurveys();
  await send(tokenOf(shop, id, goes, '701'), { answer: '10' });
  await send(tokenOf(shop, id, stays, '801'), { answer: '9' });
  expect(await earned(shop)).toEqual([2 * POINTS]);
  on(5);
  await deliver(shop, '7', 5);
  await askDueSurveys();
  const row = await findShop(shop);
  if (!row) throw new Error('the shop is known');
  const merge = transaction((tx) => mergeMembers(tx, row, { keptId: '8', deletedId: '7' }, now()));
  // An answer on its way at that moment is not lost, wherever it meets her.
  const [, during] = await Promise.all([merge, send(tokenOf(shop, id, goes, '705'), { answer: '3' })]);
  expect(during).toMatchObject({ status: 200, form: null });
  expect(await rowsOf(shop, id)).toEqual(['8 701 10 Cup 09-02', '8 801 9 Cup 09-02', '8 705 3 Cup 09-06']);
  expect(await earned(shop)).toEqual([POINTS]);
  expect(await send(tokenOf(shop, id, goes, '705'), { answer: '9' })).toMatchObject({ form: null });
  expect((await rowsOf(shop, id)).at(-1)).toBe('8 705 3 Cup 09-06');
});

test('nobody is asked again before her rest, about the past, or once the order is off or the survey over', async () => {
  on(0);
  const { shop, id } = await open('survey rest', { waitDays: 2, restDays: 30 });
  await deliver(shop, '9', -1);
  const member = await deliver(shop, '7', 1);
  on(1);
  await Promise.all([askDueSurveys(), askDueSurveys(), askDueSurveys()]);
  on(10);
  await deliver(shop, '7', 10);
  await deliver(shop, '8', 10);
  await askDueSurveys();
  expect(await rowsOf(shop, id)).toEqual(['7 701 Cup 09-04', '8 8010 Cup 09-13']);
  await deliver(shop, '8', 10, { orderId: '8010', updatedAt: iso(11), cancelledAt: iso(11) });
  on(13);
  await sendAll();
  expect(mailsOf(shop).map(({ to }) => [to].flat()[0]?.text)).toEqual([
    expect.stringContaining('7@') as string,
  ]);
  expect(
    (await send(tokenOf(shop, id, await memberOf(shop, '8'), '8010'), { answer: '9' }))?.form,
  ).toBeNull();
  on(40);
  await deliver(shop, '7', 40);
  await askDueSurveys();
  expect((await rowsOf(shop, id)).at(-1)).toBe('7 7040 Cup 10-13');
  const off = await saveSurvey({
    shop,
    actor: 'staff:42',
    body: bodyOf({ waitDays: 2, restDays: 30, active: false }, id, 1),
  });
  expect(off).toMatchObject({ ok: true, value: { id, revision: 2 } });
  expect((await send(tokenOf(shop, id, member, '7040'), { answer: '9' }))?.form).toBeNull();
  expect(await askSurveyNow({ shop, actor: 'staff:42', body: { id, segment: null } })).toMatchObject({
    rejection: { code: 'survey-closed' },
  });
  on(200);
  await saveSurvey({ shop, actor: 'staff:42', body: bodyOf({ active: true }, id, 2) });
  expect((await send(tokenOf(shop, id, member, '7040'), { answer: '9' }))?.text).toContain('beendet');
  expect(await earned(shop)).toEqual([0]);
});

test('staff ask a segment, tag answers, and tell everybody who said it what was done, each once', async () => {
  const { shop, id } = await open('survey loop', { ask: 'never' });
  for (const customer of ['7', '8', '9']) await deliver(shop, customer, 1);
  const by = (body: object) => replyToAnswers({ shop, actor: 'staff:42', body: { id, ...body } });
  on(1);
  const ask = (segment: string | null) => askSurveyNow({ shop, actor: 'staff:42', body: { id, segment } });
  await askDueSurveys();
  expect(await rowsOf(shop, id)).toEqual([]);
  await store.db.query(
    `INSERT INTO member_changes (shop, id, member_id, kind, at, data, input_hash, actor, recorded_at)
      SELECT shop, 'seg-' || customer_id, id, 'segment-entered', now(), '{"segment": "gold"}', '', 'test', now()
      FROM members WHERE shop = $1 AND customer_id <> '9'`,
    [shop],
  );
  expect(await ask('gold')).toMatchObject({ value: { asked: 2, more: false } });
  expect(await ask('gold')).toMatchObject({ value: { asked: 0 } });
  expect(await ask(null)).toMatchObject({ value: { asked: 1 } });
  const occasion = 'asked:2026-09-02';
  const members = await Promise.all(['7', '8', '9'].map((customer) => memberOf(shop, customer)));
  const keyOf = (index: number) => ({ memberId: String(members[index]), occasion });
  expect(await by({ ...keyOf(0), theme: 'Packaging' })).toMatchObject({
    rejection: { code: 'answer-unknown' },
  });
  await sendAll();
  expect(mailsOf(shop)).toHaveLength(3);
  for (const [index, member] of members.entries())
    await send(tokenOf(shop, id, member, occasion), { answer: '3', comment: `Plastic ${index} <i>` });
  for (const index of [0, 1])
    expect(await by({ ...keyOf(index), theme: 'Packaging' })).toMatchObject({ ok: true });
  const texts = { de: 'Jetzt ohne Plastik <b>', en: 'No plastic any more' };
  expect(await by({ to: { theme: 'Price' }, texts })).toMatchObject({
    rejection: { code: 'answer-unknown' },
  });
  const told = await Promise.all([
    by({ to: { theme: 'Packaging' }, texts }),
    by({ to: { theme: 'Packaging' }, texts }),
  ]);
  expect(told.filter(({ ok }) => ok)).toMatchObject([{ value: { told: 2, more: false } }]);
  expect(await by({ to: keyOf(2), texts: { en: 'We called you' } })).toMatchObject({ value: { told: 1 } });
  expect(await by({ to: keyOf(2), texts })).toMatchObject({ rejection: { code: 'answer-unknown' } });
  await sendAll();
  const replies = mailsOf(shop).slice(3);
  expect(replies.map(({ subject }) => subject)).toEqual(
    Array.from({ length: 3 }, () => 'Du hast es gesagt, wir haben es getan: Neues von survey loop'),
  );
  const whole = replies.map(({ text, html }) => `${text}${String(html)}`).join();
  expect(whole).toContain('“Plastic 0 <i>”');
  expect(whole).toContain('Jetzt ohne Plastik &lt;b&gt;');
  expect(whole).toContain('We called you');
  expect((await look(tokenOf(shop, id, members[1] ?? 0, occasion)))?.reply).toMatchObject({
    ...{ words: 'Plastic 1 <i>', text: 'Jetzt ohne Plastik <b>' },
  });
  const { shop: other } = await open('survey loop two');
  for (const body of [
    { ...keyOf(0), theme: 'x' },
    { to: keyOf(0), texts },
    { to: { theme: 'Packaging' }, texts },
  ])
    expect(await replyToAnswers({ shop: other, actor: 'staff:42', body: { id, ...body } })).toMatchObject({
      rejection: { code: 'survey-unknown' },
    });
});

test('a survey is saved whole or not at all, and means what it meant', async () => {
  const { shop, id } = await open('survey saved');
  const by = (body: unknown) => saveSurvey({ shop, actor: 'staff:42', body });
  const code = async (body: unknown) => {
    const saved = await by(body);
    return saved.ok ? 'saved' : saved.rejection.code;
  };
  expect(await code(bodyOf({ name: '' }))).toBe('request-invalid');
  expect(await code(bodyOf({ name: 'x'.repeat(81) }))).toBe('request-invalid');
  expect(await code(bodyOf({ questions: { de: 'x'.repeat(301) } }))).toBe('request-invalid');
  expect(await code(bodyOf({ questions: { 'de"': 'x' } }))).toBe('request-invalid');
  expect(await code(bodyOf({ waitDays: 61 }))).toBe('request-invalid');
  expect(await code(bodyOf({ more: 1 }))).toBe('request-invalid');
  expect(await code(bodyOf({ kind: 'own' }))).toBe('survey-incomplete');
  expect(await code(bodyOf({ kind: 'ces' }, id, 1))).toBe('survey-scale');
  expect(await code(bodyOf({}, 'nobody', 1))).toBe('survey-unknown');
  expect(await code(bodyOf({}, id, 7))).toBe('survey-changed');
  const both = await Promise.all([
    code(bodyOf({ name: 'One' }, id, 1)),
    code(bodyOf({ name: 'Two' }, id, 1)),
  ]);
  expect(both.sort()).toEqual(['saved', 'survey-changed']);
  const { shop: other } = await open('survey saved two');
  const stolen = await saveSurvey({ shop: other, actor: 'staff:42', body: bodyOf({}, id, 2) });
  expect(stolen).toMatchObject({ rejection: { code: 'survey-unknown' } });
  for (let place = 1; place < 50; place += 1) await save(shop);
  expect(await code(bodyOf({}))).toBe('surveys-too-many');
});
