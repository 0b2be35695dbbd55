/** The program of a simulated shop: every setting that the books must bear, chosen by the seed. Pure. */
import { exponentOf } from '../store/money.ts';
import type { Chance } from './chance.ts';

export type SimulatedReward = {
  id: string;
  points: number;
  minimumSubtotal?: string;
} & (
  { kind: 'amountOff'; amount: string } | { kind: 'percentOff'; percent: number } | { kind: 'freeShipping' }
);

/** As `docs/program.schema.json` has it, with nothing left to defaults that decides about points. */
export type SimulatedProgram = {
  earning: {
    rules: [{ points: number; perAmount: string }];
    includeTax: boolean;
    includeShipping: boolean;
    storedValueEarns: boolean;
    channels: { pos: boolean; subscription: boolean };
  };
  hold: { days: number; after: 'paid' | 'fulfilled' };
  expiry:
    | { kind: 'never' }
    | { kind: 'afterDays' | 'inactivity'; days: number }
    | { kind: 'afterMonths'; months: number }
    | { kind: 'fixedDate'; month: number; day: number; atLeastDays: number };
  debtPolicy: 'debt' | 'clamp';
  rewards: SimulatedReward[];
  redemption: {
    validDays: number;
    unusedPart: 'return' | 'keep';
    restore: 'proportional' | 'never';
    restoreGraceDays: number;
  };
};

export const CURRENCIES = ['EUR', 'EUR', 'USD', 'JPY', 'KWD'] as const;

export function chooseProgram(chance: Chance, currency: string): SimulatedProgram {
  const rate = chance.pick([
    { points: 1, per: 100 },
    { points: 5, per: 100 },
    { points: 3, per: 200 },
    { points: 7, per: 1_000 },
    { points: 10, per: 100 },
  ]);
  return {
    earning: {
      rules: [{ points: rate.points, perAmount: decimalOf(rate.per, currency) }],
      includeTax: chance.odds(0.4),
      includeShipping: chance.odds(0.4),
      storedValueEarns: chance.odds(0.3),
      channels: { pos: chance.odds(0.7), subscription: chance.odds(0.7) },
    },
    hold: { days: chance.pick([0, 0, 3, 14]), after: chance.pick(['paid', 'fulfilled']) },
    expiry: chooseExpiry(chance),
    debtPolicy: chance.odds(0.65) ? 'debt' : 'clamp',
    rewards: chooseRewards(chance, currency, (rate.points / rate.per) * 100),
    redemption: {
      validDays: chance.pick([3, 10, 30]),
      unusedPart: chance.odds(0.7) ? 'return' : 'keep',
      restore: chance.odds(0.8) ? 'proportional' : 'never',
      restoreGraceDays: chance.pick([0, 7, 30]),
    },
  };
}

function chooseExpiry(chance: Chance): SimulatedProgram['expiry'] {
  const kind = chance.weighted({ never: 35, afterDays: 30, afterMonths: 10, inactivity: 15, fixedDate: 10 });
  const days = chance.pick([30, 60, 120, 365]);
  switch (kind) {
    case 'never':
      return { kind };
    case 'afterDays':
    case 'inactivity':
      return { kind, days };
    case 'afterMonths':
      return { kind, months: chance.between(1, 6) };
    case 'fixedDate':
      return { kind, month: chance.between(1, 12), day: chance.between(1, 31), atLeastDays: days };
  }
}

/** One reward of every kind, and one so big that most orders leave a part of it unused. */
function chooseRewards(chance: Chance, currency: string, pointsPerUnit: number): SimulatedReward[] {
  const price = (units: number) => Math.max(1, Math.round(units * pointsPerUnit) + chance.between(0, 3));
  return [
    { id: 'small', kind: 'amountOff', points: price(40), amount: decimalOf(500, currency) },
    { id: 'large', kind: 'amountOff', points: price(110), amount: decimalOf(9_000, currency) },
    {
      id: 'floor',
      kind: 'amountOff',
      points: price(60),
      amount: decimalOf(1_000, currency),
      minimumSubtotal: decimalOf(3_000, currency),
    },
    { id: 'tenth', kind: 'percentOff', points: price(50), percent: 10 },
    { id: 'ship', kind: 'freeShipping', points: price(30) },
  ];
}

/** Hundredths of a unit that is worth about a euro, as minor units: a yen is worth about a cent. */
export function minorOf(hundredths: number, currency: string): number {
  return exponentOf(currency) === 3 ? hundredths * 10 : hundredths;
}

function decimalOf(hundredths: number, currency: string): string {
  const exponent = exponentOf(currency);
  return (minorOf(hundredths, currency) / 10 ** exponent).toFixed(exponent);
}
