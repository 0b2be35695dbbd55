import { expect, test } from 'vitest';
import { programSchema } from '#app/core/program/program.ts';
import { createFormat } from '#app/ui/admin/format.ts';
import { summarizeProgram } from '#app/ui/program/summarize-program.ts';
import { programSummaryTexts } from '#app/ui/texts/program-summary.ts';

const english = createFormat({ locale: 'en', timeZone: 'UTC', currency: 'EUR', exponent: 2 });
const german = createFormat({ locale: 'de', timeZone: 'UTC', currency: 'EUR', exponent: 2 });

test('the example is rounded down once, over the whole order', () => {
  const program = programSchema.parse({ earning: { rules: [{ points: 5, perAmount: '1.00' }] } });
  const { earning } = summarizeProgram(program, programSummaryTexts.en, english);
  // 49.90 × 5 = 249.5
  expect(earning[0]).toBe(
    'An order gives 5 points for every €1.00 of goods. The whole order counts and is rounded down once: €49.90 give 249 points.',
  );
});

test('a reward says what it takes to reach it and what it gives back', () => {
  const program = programSchema.parse({
    earning: { rules: [{ points: 5, perAmount: '1.00' }] },
    rewards: [{ id: 'five', kind: 'amountOff', points: 500, amount: '5.00', minimumSubtotal: '20.00' }],
  });
  const { rewards } = summarizeProgram(program, programSummaryTexts.de, german);
  expect(rewards[0]?.replaceAll('\u00a0', ' ')).toBe(
    '500 Punkte bringen 5,00 € Rabatt ab 20,00 € Bestellwert; erreicht nach einem Einkauf von 100,00 €, das sind 5 % zurück.',
  );
});

test('validity is told in months where it is whole months', () => {
  const program = programSchema.parse({ expiry: { kind: 'afterDays', days: 1096 } });
  const { life } = summarizeProgram(program, programSummaryTexts.en, english);
  expect(life).toContain('They expire 36 months after they can be used.');
});

test('a program without rate and rewards says so plainly', () => {
  const program = programSchema.parse({ earning: { rules: [{ points: 0 }] } });
  const { earning, rewards } = summarizeProgram(program, programSummaryTexts.en, english);
  expect(earning).toEqual(['Orders give no points.']);
  expect(rewards).toEqual(['There is no reward yet: points buy nothing.']);
});
