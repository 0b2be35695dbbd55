/** The action that gives or takes points. */
/// <reference types="@shopify/ui-extensions/admin.customer-details.action.render" />
import { waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import {
  banner,
  fill,
  memberOf,
  ok,
  refused,
  reply,
  RIGHTS,
  type Setting,
  setUp,
  tap,
  text,
} from './stage.ts';

const open = (setting: Setting) => setUp('admin.customer-details.action.render', setting);
const MANAGER = { ...RIGHTS, configure: true, goodwillLeft: null, goodwillAtOnce: null };
const labels = () =>
  [...document.querySelectorAll('s-select, s-number-field, s-text-area')].map((one) =>
    one.getAttribute('label'),
  );

test('points are taken for a reason, after a look at the sum', async () => {
  const setting: Setting = { answers: { customer: ok(reply({ rights: MANAGER })) } };
  const stage = await open(setting);
  await fill('adjust.way', 'take');
  await fill('goodwill.points', '200');
  await fill('adjust.reason', 'correction');
  await fill('adjust.note', ' counted twice ');
  await tap('adjust.next');
  await waitFor(() => expect(text()).toContain('adjust.takeSure points=200 points reason=reason.correction'));
  expect(text()).toContain('adjust.after points=500 points');
  expect(stage.calls).toHaveLength(1);
  setting.answers = { adjust: ok(reply({ rights: MANAGER, member: memberOf({}, { available: 500 }) })) };
  await tap('adjust.takeNow');
  await waitFor(() => expect(banner()).toBe('adjust.takeDone points=200 points'));
  expect(text()).toContain('adjust.has points=500 points');
  expect(stage.calls.at(-1)?.body).toMatchObject({
    points: -200,
    reasonCode: 'correction',
    note: 'counted twice',
  });
  await stage.tearDown();
});

test('with the role that serves there is goodwill alone; a refusal is said and leads back', async () => {
  const setting: Setting = { answers: { customer: ok(reply()), adjust: refused('goodwill-too-much') } };
  const stage = await open(setting);
  await fill('goodwill.points', '150');
  expect(labels()).toEqual(['goodwill.points', 'adjust.note']);
  expect(text()).toContain('adjust.goodwillOnly');
  await tap('adjust.next');
  await tap('adjust.giveNow');
  await waitFor(() => expect(banner()).toBe('Sentence for goodwill-too-much.'));
  await tap('adjust.back');
  await waitFor(() => expect(labels()).toContain('goodwill.points'));
  await tap('adjust.close');
  expect(stage.closed.times).toBe(1);
  await stage.tearDown();
});

test('what cannot be is said before it is asked for', async () => {
  const stage = await open({ answers: { customer: ok(reply({ rights: MANAGER })) } });
  await fill('goodwill.points', 'x');
  await tap('adjust.next');
  await waitFor(() =>
    expect(document.querySelector('s-number-field')?.getAttribute('error')).toBe('adjust.whole'),
  );
  await fill('adjust.way', 'take');
  await fill('goodwill.points', '701');
  await tap('adjust.next');
  await waitFor(() => expect(text()).toContain('adjust.tooMuch points=1 point'));
  await stage.tearDown();
});

test('a lost answer keeps its key', async () => {
  const setting: Setting = { answers: { customer: ok(reply({ rights: MANAGER })) } };
  const stage = await open(setting);
  await fill('goodwill.points', '10');
  await tap('adjust.next');
  await tap('adjust.giveNow');
  await waitFor(() => expect(banner()).toBe('away.app adjust.unsure'));
  setting.answers = { adjust: ok(reply({ rights: MANAGER })) };
  await tap('adjust.giveNow');
  await waitFor(() => expect(banner()).toBe('adjust.giveDone points=10 points'));
  const [first, second] = stage.calls.slice(1).map(({ body }) => body?.['idempotencyKey']);
  expect(second).toBe(first);
  await stage.tearDown();
});

test.for<[what: string, answer: object, said: string]>([
  ['whoever may only look', { rights: { ...RIGHTS, serve: false } }, 'adjust.viewOnly'],
  ['a customer who is no member', { member: null }, 'block.notYet'],
  ['somebody who has left', { member: memberOf({}, { membership: 'left' }) }, 'standing.left'],
  ['a shop without a program', { program: null }, 'block.noProgram'],
])('%s is told why nothing can be done', async ([, more, said]) => {
  const stage = await open({ answers: { customer: ok(reply(more)) } });
  await waitFor(() => expect(text()).toContain(said));
  expect(labels()).toEqual([]);
  await stage.tearDown();
});
