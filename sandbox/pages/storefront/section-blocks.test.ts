/** The theme extension's section blocks, rendered for everybody in every language. */
import { expect, test } from 'vitest';
import { LOYALTY_BLOCKS } from './loyalty-page.ts';
import { gold, inDays, LANGUAGES, program, show, standing, VISITORS } from './loyalty-sample.ts';

const CASES = LOYALTY_BLOCKS.flatMap((block) => LANGUAGES.map((locale) => ({ block, locale })));

test.each(CASES)('$block speaks $locale to everybody without a gap', async ({ block, locale }) => {
  for (const [visitor, seen] of Object.entries(VISITORS)) {
    const { text, document } = await show(block, { ...seen, locale });
    expect(text, visitor).not.toMatch(/\{\{|\}\}|undefined|\bnull\b|NaN|\[object|Liquid|translation|%\w+%/);
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size, `${visitor}: every id once`).toBe(ids.length);
    for (const name of [...document.querySelectorAll('[aria-labelledby]')].map((one) =>
      one.getAttribute('aria-labelledby'),
    ))
      expect(ids, visitor).toContain(name);
  }
});

test.each(LOYALTY_BLOCKS)('%s shows nothing without a program, but tells the merchant why', async (block) => {
  expect((await show(block, { program: null })).document.body.innerHTML.trim()).toBe('');
  expect((await show(block, { program: null, designing: true })).text).toMatch(/^Treuwerk: /);
});

test('the card says who she is, what she has and what is next', async () => {
  const { text } = await show('member-card', { standing: gold });
  expect(text).toContain('Ada');
  expect(text).toContain('1,234 points');
  expect(text).toContain('Worth €10');
  expect(text).toContain('Worth €10');
  expect(text).toContain('Tier: Gold');
});

test('the card tells a guest what she would gain and lets her sign in', async () => {
  const { text, document } = await show('member-card', { locale: 'de' });
  expect(text.replace(/\s/g, ' ')).toContain('5 Punkte je 1 € Einkaufswert');
  expect(text).toContain('Die erste Prämie: €5 <off> & more für 500 Punkte.');
  expect(document.querySelector('a')?.getAttribute('href')).toBe('/login');
  expect(document.querySelector('[data-treuwerk]')).toBeNull();
});

test('the card invites a customer who has not joined, and shows a paused program’s balance', async () => {
  const outside = await show('member-card', { standing: { ...standing, membership: 'outside' } });
  expect(outside.document.querySelector('[data-treuwerk-act="join"]')).not.toBeNull();
  const paused = await show('member-card', { standing: gold, program: { ...program, active: false } });
  expect(paused.text).toContain('1,234 points');
  expect(paused.text).toContain('The program is paused.');
  expect(paused.text).not.toContain('Enough for');
});

test('the tiers say what leads there and what they give; hers is marked in words', async () => {
  const { document } = await show('tier-table', { standing: gold });
  const rows = [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => {
      for (const twice of cell.querySelectorAll('[aria-hidden]')) twice.remove();
      return (cell.textContent ?? '').replace(/\s+/g, ' ').trim();
    }),
  );
  expect(rows).toEqual([
    ['Bronze', 'From the start', '5 points for every €1 you spend', '–'],
    [
      'Gold Your tier',
      '€500',
      '15 points for every €2 you spend',
      '10% off every orderFree shipping from €20250 points as a welcome',
    ],
    ['<Circle>', 'By invitation', '10 points for every €1 you spend', '12.5% off every orderFree shipping'],
  ]);
  expect(document.querySelector('[aria-current="true"] th')?.textContent).toContain('Gold');
  expect(document.querySelectorAll('[aria-current]')).toHaveLength(1);
  expect(document.querySelectorAll('thead th[scope="col"]')).toHaveLength(4);
  expect(document.querySelectorAll('tbody th[scope="row"]')).toHaveLength(3);
  expect(document.querySelector('caption')?.textContent).toBe('Tiers and perks');
});

test.each([
  ['points', '50,000 points'],
  ['orders', '50000 orders'],
  ['score', '50000 on the score'],
])('tiers by %s name their threshold in it', async (tierBasis, threshold) => {
  const { text } = await show('tier-table', { program: { ...program, tierBasis } });
  expect(text).toContain(threshold);
});

test('points that expire soon are told with their date and what they are enough for, all others are not', async () => {
  const day = (days: number) => {
    const date = new Date(inDays(days));
    return `${date.getDate()} ${date.toLocaleString('en', { month: 'short' })} ${date.getFullYear()}`;
  };
  const lots = [
    { points: 40, expiresAt: inDays(-1) },
    { points: 600, expiresAt: inDays(5) },
    { points: 300, expiresAt: inDays(29) },
    { points: 900, expiresAt: inDays(31) },
    { points: 70, expiresAt: null },
  ];
  const state = { ...standing, available: 1_870, lots };
  const near = await show('expiry-notice', { standing: state });
  expect(near.text).toBe(`900 points expire soon, the first on ${day(5)}. Enough for: €5 <off> & more`);
  const nearer = await show('expiry-notice', { standing: state, settings: { days: 7 } });
  expect(nearer.text).toBe(`600 points expire on ${day(5)}. Enough for: €5 <off> & more`);
  const few = { ...standing, available: 800, lots: [{ points: 20, expiresAt: inDays(3) }] };
  expect((await show('expiry-notice', { standing: few })).text).toContain(
    'With your other points enough for: €5 <off> & more',
  );
  const tooFew = { ...few, available: 20 };
  expect((await show('expiry-notice', { standing: tooFew })).text).toContain('480 points more for: €5');
  for (const none of [{ ...state, membership: 'left' }, gold, null, undefined])
    expect((await show('expiry-notice', { ...(none === undefined ? {} : { standing: none }) })).text).toBe(
      '',
    );
});

test('the page begins with the merchant’s own words in her language, else ours, and with the balance', async () => {
  const texts = { de: { loyaltyTitle: 'Der <Kreis>', loyaltyLead: 'Schön, dass es uns gibt.' } };
  const own = await show('loyalty-intro', { locale: 'de', standing: gold, program: { ...program, texts } });
  expect(own.text.replace(/\s/g, ' ')).toBe('Der <Kreis> Schön, dass es uns gibt.1.234 Punkte');
  const french = await show('loyalty-intro', { locale: 'fr', program: { ...program, texts } });
  expect(french.text).toContain('Notre programme de fidélité');
  expect(french.document.querySelector('a')?.textContent).toBe('Se connecter');
  const owing = await show('loyalty-intro', { standing: { ...standing, debt: -700 } });
  expect(owing.text).toContain('700 points below zero');
});

test('the three steps tell the numbers of the program, and to a member those of her tier', async () => {
  const guest = await show('loyalty-steps', {});
  expect(guest.text).toContain('5 points for every €1 you spend');
  expect(guest.text).toContain('Your first reward: €5 <off> & more for 500 points.');
  expect((await show('loyalty-steps', { standing: gold })).text).toContain('15 points for every €2');
});

test('every way to earn stands with what it gives, until when and for whom', async () => {
  const { document } = await show('loyalty-ways', {});
  expect(
    [...document.querySelectorAll('li')].map((way) => way.textContent?.replace(/\s+/g, ' ').trim()),
  ).toEqual([
    'Every order 5 points for every €1 you spend',
    'Create an account +100 points',
    'Spring until 31 Mar 2099 for Gold, <Circle> 2.5× points',
  ]);
  expect(document.querySelector('p')?.textContent).toBe('Points become usable 14 days after dispatch.');
});

test('a member redeems what she can afford and sees what is missing for the rest', async () => {
  const { document } = await show('loyalty-rewards', { standing: { ...standing, available: 600 } });
  const root = document.querySelector('[data-treuwerk]');
  expect(root?.querySelector('[data-treuwerk-data]')).not.toBeNull();
  expect(root?.querySelector('[data-treuwerk-status]')).not.toBeNull();
  const buttons = document.querySelectorAll('[data-treuwerk-act="redeem"]:not([hidden])');
  expect([...buttons].map((one) => one.getAttribute('aria-label'))).toEqual(
    ['Redeem 500 points: €5 <off> & more'].map((label) => label.replace('500 ', '500\u00a0')),
  );
  expect(document.querySelector('[data-treuwerk-missing]:not([hidden])')?.textContent).toBe(
    '400\u00a0points to go',
  );
});

test.each(['guest', 'customer who has not joined', 'member of a paused program', 'member below zero'])(
  'a %s is offered no button to redeem',
  async (visitor) => {
    const { document } = await show('loyalty-rewards', VISITORS[visitor] ?? {});
    expect(document.querySelectorAll('[data-treuwerk-act="redeem"]:not([hidden])')).toHaveLength(0);
  },
);

test('the merchant’s questions stand first, without half ones, and ours can be hidden', async () => {
  const settings = { question_1: 'Who <are> you?', answer_1: 'A shop.', question_2: 'Half?' };
  const both = (await show('loyalty-faq', { settings })).document.querySelectorAll('summary');
  expect([...both].map((one) => one.textContent)).toEqual([
    'Who <are> you?',
    'How do I collect points?',
    'How do I redeem points?',
    'What happens when I return something?',
    'Do my points expire?',
  ]);
  const hers = await show('loyalty-faq', { settings: { ...settings, ours: 'hide' } });
  expect(hers.text).toBe('Questions and answers Who <are> you?A shop.');
  expect((await show('loyalty-faq', { settings: { ours: 'hide' } })).text).toBe('');
});

test('what a program cannot show is no empty section; its merchant reads why', async () => {
  const { program: empty } = VISITORS['member of an empty program'] ?? {};
  for (const block of ['loyalty-steps', 'loyalty-ways', 'tier-table']) {
    const seen = { program: empty ?? null };
    expect((await show(block, seen)).document.body.innerHTML.trim(), block).toBe('');
    expect((await show(block, { ...seen, designing: true })).text, block).toMatch(/^Treuwerk: appears/);
  }
  expect((await show('loyalty-rewards', { program: empty ?? null })).text).toContain('There are no rewards');
});
