/** The document for merchants' developers shows programs that are programs. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aProgram, type EarningInput } from '#app/core/earning/facts-for-tests.ts';

const TEXT = readFileSync(new URL('../../../docs/earning.md', import.meta.url), 'utf8');
/** Rules and campaigns in backticks; those with an ellipsis are cut short on purpose. */
const EXAMPLES = [...TEXT.matchAll(/`(\{"(?:kind|points)[^`…]*\})`/g)].map(([, json = '']) => json);

test.each(EXAMPLES)('%s', (json) => {
  const example = JSON.parse(json) as { from?: string };
  const earning = (example.from ? { campaigns: [example] } : { rules: [example] }) as EarningInput;
  expect(() => aProgram({ earning })).not.toThrow();
});

test('there is an example of every kind of rule', () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(11);
});
