/** What the preview of the storefront says of a program. */
import { expect, test } from 'vitest';
import { OWN_TEXTS } from '#app/core/contracts/public-program.ts';
import { publicProgram } from '#app/core/program/public-program.ts';
import { programSchema } from '#app/core/program/program.ts';
import { SHOPPER_LANGUAGES } from '#app/core/shopper/languages.ts';
import { defaultText, shopWindow } from '#app/ui/program/preview/shop-window.ts';

test.for([...SHOPPER_LANGUAGES])('every own text has one of ours beside it in %s', (language) => {
  for (const key of OWN_TEXTS) expect(defaultText(key, language, 'informal'), key).not.toBe('');
});

test('German says Sie where the program does, and the merchant’s own words go before ours', () => {
  expect(defaultText('panelTitle', 'de', 'informal')).toBe('Deine Punkte');
  expect(defaultText('panelTitle', 'de', 'formal')).toBe('Ihre Punkte');
  const program = programSchema.parse({ texts: { de: { panelTitle: 'Mein Konto' } } });
  const seen = shopWindow(publicProgram(program, 'EUR'), {
    language: 'de',
    tierId: null,
    available: 0,
    earned: 0,
  });
  expect(seen.panel.title).toBe('Mein Konto');
});

const full = programSchema.parse({
  earning: {
    includeTax: true,
    rules: [{ points: 5 }, { id: 'hello', kind: 'deed', deed: 'signUp', points: 50 }],
    campaigns: [
      { id: 'double', kind: 'factor', factor: 2.5, from: '2026-05-01', until: '2026-05-03', tiers: ['gold'] },
    ],
  },
  hold: { days: 14, after: 'fulfilled' },
  tiers: {
    list: [
      { id: 'start', name: { en: 'Start' }, enter: '0' },
      { id: 'gold', name: { en: 'Gold' }, enter: '500', earningFactor: 1.5, perks: { discountPercent: 5 } },
      { id: 'guest', name: { en: 'Guest of honour' }, enter: null, perks: { freeShipping: {} } },
    ],
  },
  rewards: [
    { id: 'five', kind: 'amountOff', points: 500, amount: '5', minimumSubtotal: '20' },
    { id: 'ship', kind: 'freeShipping', points: 200 },
  ],
});

test('a member of a tier sees her rate, her rewards and her row', () => {
  const seen = shopWindow(publicProgram(full, 'EUR'), {
    language: 'en',
    tierId: 'gold',
    available: 500,
    earned: 374,
  });
  expect(seen.panel).toEqual({
    title: 'Your points',
    balance: '500 points',
    lines: ['Worth €5', 'Tier: Gold'],
  });
  expect(seen.rewards).toEqual([
    { title: 'Free shipping', detail: '200 points', action: 'Redeem' },
    { title: '€5 off', detail: '500 points, from €20', action: 'Redeem' },
  ]);
  expect(seen.ways).toEqual([
    { title: 'Every order', limits: '', gives: '15 points for every €2 you spend' },
    { title: 'Create an account', limits: '', gives: '+50 points' },
    {
      title: 'For a short time',
      limits: 'from May 1, 2026 until May 3, 2026 for Gold',
      gives: '2.5× points',
    },
  ]);
  expect(seen.hold).toBe('Points become usable 14 days after dispatch.');
  expect(seen.product).toBe('374 points for this product');
  expect(seen.tiers?.rows).toEqual([
    { own: false, cells: ['Start', 'From the start', '5 points for every €1 you spend', '–'] },
    { own: true, cells: ['Gold', '€500', '15 points for every €2 you spend', '5% off every order'] },
    {
      own: false,
      cells: ['Guest of honour', 'By invitation', '5 points for every €1 you spend', 'Free shipping'],
    },
  ]);
});

test('a paused program shows the standing and offers nothing', () => {
  const seen = shopWindow(publicProgram({ ...full, active: false }, 'EUR'), {
    language: 'de',
    tierId: null,
    available: 500,
    earned: 0,
  });
  expect(seen.panel.lines).toEqual([
    'Das Programm pausiert. Sammeln und Einlösen ruhen gerade; der Stand bleibt hier sichtbar.',
  ]);
  expect([seen.rewards, seen.ways, seen.tiers]).toEqual([[], [], null]);
});
