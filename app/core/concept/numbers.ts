/** The numbers of a proposed program that set-up lets the merchant change, each by a name; texts are what she typed. */
import { currencyExponent, formatMinor, parseMinor } from '#app/core/money.ts';
import { plainRate, type Program } from '#app/core/program/program.ts';

/** `kind` says how the number is written: whole points, money in major units, days or months. */
export type ProgramNumber = { key: string; kind: 'points' | 'money' | 'days' | 'months'; value: string };

export function numbersOf(program: Program): ProgramNumber[] {
  const rate = plainRate(program);
  const [first] = program.rewards;
  return [
    ...(rate ? [{ key: 'rate', kind: 'points' as const, value: String(rate.points) }] : []),
    ...program.earning.rules.flatMap((rule) =>
      rule.id !== rate?.id && 'points' in rule
        ? [{ key: rule.id, kind: 'points' as const, value: String(rule.points) }]
        : [],
    ),
    ...(first ? [{ key: 'first-reward', kind: 'points' as const, value: String(first.points) }] : []),
    ...(first?.kind === 'amountOff'
      ? [{ key: 'first-amount', kind: 'money' as const, value: first.amount }]
      : []),
    ...program.tiers.list.map(({ id, enter }) => ({
      key: `tier-${id}`,
      kind: 'money' as const,
      value: enter ?? '0',
    })),
    { key: 'hold', kind: 'days', value: String(program.hold.days) },
    ...(program.expiry.kind === 'afterMonths'
      ? [{ key: 'expiry', kind: 'months' as const, value: String(program.expiry.months) }]
      : []),
  ];
}

const HIGHEST = { points: 1_000_000, money: 0, days: 365, months: 1_200 };

/** @returns undefined when the text is no such number. */
export function readNumber(kind: ProgramNumber['kind'], text: string, currency: string): string | undefined {
  const plain = text.trim().replace(',', '.');
  if (kind === 'money') {
    const minor = parseMinor(plain, currencyExponent(currency));
    return minor === undefined || minor <= 0 ? undefined : formatMinor(minor, currencyExponent(currency));
  }
  const least = kind === 'months' ? 1 : 0;
  const value = /^\d{1,7}$/.test(plain) ? Number(plain) : -1;
  return value < least || value > HIGHEST[kind] ? undefined : String(value);
}

/** The program with one number changed; `value` as `readNumber` gives it. */
export function withNumber(program: Program, key: string, value: string): Program {
  const { earning, rewards, tiers, hold, expiry } = program;
  const rate = plainRate(program);
  if (key === 'hold') return { ...program, hold: { ...hold, days: Number(value) } };
  if (key === 'expiry')
    return expiry.kind === 'afterMonths'
      ? { ...program, expiry: { ...expiry, months: Number(value) } }
      : program;
  if (key === 'first-reward' || key === 'first-amount') {
    const [first, ...others] = rewards;
    if (!first) return program;
    return { ...program, rewards: [changed(first, key, value), ...others] };
  }
  if (key.startsWith('tier-')) {
    const list = tiers.list.map((tier) => (`tier-${tier.id}` === key ? { ...tier, enter: value } : tier));
    return { ...program, tiers: { ...tiers, list } };
  }
  const id = key === 'rate' ? rate?.id : key;
  const rules = earning.rules.map((rule) =>
    rule.id === id && 'points' in rule ? { ...rule, points: Number(value) } : rule,
  );
  return { ...program, earning: { ...earning, rules } };
}

type Reward = Program['rewards'][number];

function changed(reward: Reward, key: 'first-reward' | 'first-amount', value: string): Reward {
  if (key === 'first-reward') return { ...reward, points: Math.max(1, Number(value)) };
  return reward.kind === 'amountOff' ? { ...reward, amount: value } : reward;
}

/** What would go wrong if the program were launched so. */
export type Warning = 'welcome-buys-reward' | 'tiers-fall' | 'expiry-short';
const EXPIRY_MONTHS_MIN = 36;

export function warningsOf(program: Program): Warning[] {
  const cheapest = Math.min(...program.rewards.map(({ points }) => points));
  const enters = program.tiers.list.map(({ enter }) => Number(enter));
  const welcome = program.earning.rules.find((rule) => rule.kind === 'deed' && rule.deed === 'signUp');
  const { expiry } = program;
  const warnings: [Warning, boolean][] = [
    ['welcome-buys-reward', welcome?.kind === 'deed' && welcome.points >= cheapest],
    ['tiers-fall', enters.some((enter, index) => index > 0 && enter <= (enters[index - 1] ?? 0))],
    ['expiry-short', expiry.kind === 'afterMonths' && expiry.months < EXPIRY_MONTHS_MIN],
  ];
  return warnings.flatMap(([warning, holds]) => (holds ? [warning] : []));
}
