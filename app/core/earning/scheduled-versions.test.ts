import { expect, test } from 'vitest';
import { evaluateMember } from '#app/core/earning/evaluate-member.ts';
import { anOrder } from '#app/core/earning/facts-for-tests.ts';
import { programSchema } from '#app/core/program/program.ts';

const NOW = Date.parse('2026-06-01T00:00:00Z');

function program(enter: string) {
  return programSchema.parse({
    tiers: {
      period: { kind: 'lifetime' },
      onChange: 'moveNow',
      list: [{ id: 'silver', name: { en: 'S' }, enter }],
    },
  });
}

test('a version that was to apply later never does once a newer one applies before it', () => {
  const outcome = evaluateMember({
    zone: 'UTC',
    currency: 'EUR',
    orders: [{ facts: anOrder({ occurredAt: '2026-01-01T00:00:00Z' }), traits: {}, version: 1 }],
    deeds: [],
    changes: [],
    versions: [
      { version: 1, appliesFrom: 0, config: program('500.00') },
      { version: 2, appliesFrom: Date.parse('2026-05-01T00:00:00Z'), config: program('50.00') },
      { version: 3, appliesFrom: Date.parse('2026-04-01T00:00:00Z'), config: program('400.00') },
    ],
    alreadyGiven: [],
    customerId: null,
    now: NOW,
  });
  expect(outcome.tier.tierId).toBeNull();
  expect(outcome.tier.progress).toMatchObject({ amount: 10_000, nextAt: 40_000 });
});
