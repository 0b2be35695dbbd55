import { expect, test } from 'vitest';
import { readyJourneys } from '#app/core/journeys/presets.ts';
import { sellingNotes, sellingWords } from '#app/core/journeys/selling-words.ts';

test.for<[text: string, expected: string[]]>([
  ['Thank you for being here.', []],
  ['Now 10 % off', ['10 %']],
  ['Only €12.90 today', ['€12.90']],
  ['Für nur 12,90 € bei uns', ['12,90 €']],
  ['Ein Gutschein für dich', ['Gutschein']],
  ['Unser Angebot: alles reduziert', ['Angebot', 'reduziert']],
  ['Wir bieten Hilfe an, ohne Angeberei', []],
  ['A wholesale-free, salesman-free mail', []],
  ['Our big SALE', ['SALE']],
  ['Jetzt kaufen', ['Jetzt kaufen']],
  ['The Aurora Mug is back', ['Aurora Mug']],
  ['In 100 days we answered 500 questions', []],
])('%s', ([text, expected]) => {
  expect(sellingWords(text, ['Aurora Mug', 'Cup'])).toEqual(expected);
});

test('the first three mails of a welcome are looked at, the fourth may sell', () => {
  const [welcome] = readyJourneys(false);
  if (!welcome) throw new Error('there is a welcome');
  const sold = {
    ...welcome,
    steps: welcome.steps.map((step) => ({
      ...step,
      action:
        step.action.kind === 'mail'
          ? {
              ...step.action,
              contents: {
                en: { subject: '20% off', preview: 'x', blocks: [{ kind: 'text' as const, text: 'x' }] },
              },
            }
          : step.action,
    })),
  };
  expect(sellingNotes(sold)).toEqual(
    ['hello', 'who-we-are', 'what-others-ask'].map((step) => ({ step, language: 'en', words: ['20%'] })),
  );
});
