/** The setting of plans: what it may be, and what is said of one that is wrong. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readPlanSettings } from '#app/plan-settings.ts';

const setting = z.string().optional().transform(readPlanSettings);

test('plans are read from JSON; nothing at all means that there are none', () => {
  expect(setting.parse(undefined)).toBeUndefined();
  expect(setting.parse('  ')).toBeUndefined();
  expect(setting.parse('{"app":"treuwerk"}')).toEqual({ app: 'treuwerk', graceDays: 30 });
  expect(setting.parse('{"app":"treuwerk","freePlan":"Starter","graceDays":0}')).toEqual({
    app: 'treuwerk',
    freePlan: 'Starter',
    graceDays: 0,
  });
});

test.for([
  ['no JSON', 'pro', 'such as'],
  ['a field that is missing', '{"graceDays":3}', 'app'],
  ['a field that is none', '{"app":"treuwerk","plan":"Pro"}', 'plan'],
  ['a grace that is none', '{"app":"treuwerk","graceDays":-1}', 'graceDays'],
  ['a handle that is none', '{"app":"Treu/werk"}', 'app'],
])('%s is refused with a message that names it', ([, text = '', named = '']) => {
  const read = setting.safeParse(text);
  expect(read.success).toBe(false);
  expect(read.error?.issues[0]?.message).toContain(named);
});
