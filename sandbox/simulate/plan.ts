/**
 * What will happen in a simulation, decided by the seed alone before anything runs: blocks of steps, each block under
 * a weather of faults. Steps name orders and codes by rolls, which the driver resolves among those that exist. Pure.
 */
import { type Chance, makeChance } from './chance.ts';
import { chooseProgram, CURRENCIES, type SimulatedProgram } from './program.ts';
import { chooseOrder, type PlannedOrder } from './plan-orders.ts';
import { type FaultKind, type Weather, chooseWeather } from './weather.ts';

/** From 0 to below 1: which one of the candidates. */
export type Roll = number;

export type Step =
  | { do: 'order'; customer: number | null; order: PlannedOrder }
  | {
      do: 'checkout';
      customer: number | null;
      lines: { product: Roll; quantity: number }[];
      /** Prefers a customer who holds a code, and puts it into the cart. */
      useCode: Roll | null;
      giftCardHundredths: number;
      useStoreCredit: boolean;
      payLater: 'authorized' | 'pending' | null;
      sourceName: string;
    }
  | { do: 'pay'; order: Roll }
  | {
      do: 'refund';
      order: Roll;
      how: 'units' | 'lines' | 'amount' | 'shipping' | 'mixed' | 'no-money' | 'full';
      line: Roll;
      share: Roll;
    }
  | { do: 'edit'; order: Roll; how: 'add' | 'lower'; line: Roll; hundredths: number; quantity: number }
  | { do: 'cancel'; order: Roll; refund: boolean }
  | { do: 'fulfil'; order: Roll; whole: boolean }
  | { do: 'deliver'; order: Roll }
  | { do: 'redeem'; customer: number; reward: string; again: boolean }
  | { do: 'rush'; customer: number; reward: string; times: number; refund: Roll | null }
  | { do: 'undo'; code: Roll }
  | { do: 'misuse'; code: Roll; order: PlannedOrder }
  | { do: 'adjust'; customer: number; points: number }
  | { do: 'clock'; ms: number }
  | { do: 'kill' };

export type Block = { weather: Weather; steps: Step[] };

/** A `life` goes on for months; a `day` is one day of a busy shop, which two runs of one seed live alike. */
export type PlanKind = 'life' | 'day';

export type Plan = {
  seed: number;
  kind: PlanKind;
  currency: string;
  program: SimulatedProgram;
  /** Points of each customer at the start, so that what she can pay for hangs on nothing that may be late. */
  funds: number;
  /** Store credit of each customer at the start, in minor units. */
  customers: { storeCredit: number }[];
  /** The business day on which it begins. */
  startsAt: string;
  blocks: Block[];
  /** After how many orders the books are checked. */
  ordersPerCheck: number;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEIGHTS = {
  order: 30,
  checkout: 16,
  pay: 5,
  refund: 12,
  edit: 5,
  cancel: 3,
  fulfil: 26,
  deliver: 4,
  redeem: 15,
  rush: 1,
  undo: 3,
  misuse: 1.5,
  adjust: 2,
  clock: 5,
};

/** What shoppers and staff do in a day; nothing of it depends on who was quicker. */
const DAY_WEIGHTS = { ...WEIGHTS, redeem: 10, rush: 0, misuse: 0 };
const DAY_FUNDS = 20_000;

export function makePlan(seed: number, orders: number, faults: FaultKind[], kind: PlanKind = 'life'): Plan {
  const chance = makeChance(seed, 1);
  const currency = chance.pick(CURRENCIES);
  const program = chooseProgram(chance, currency);
  const buyers = Math.max(5, Math.round(orders / (kind === 'day' ? 10 : 30)));
  const customers = Array.from({ length: buyers }, () => ({
    storeCredit: chance.odds(0.2) ? chance.between(1_000, 30_000) : 0,
  }));
  const day = chance.between(0, 27) * DAY_MS + chance.between(0, DAY_MS);
  return {
    seed,
    kind,
    currency,
    program,
    funds: kind === 'day' ? DAY_FUNDS : 0,
    customers,
    startsAt: new Date(Date.UTC(2031, chance.between(0, 11), 1) + day).toISOString(),
    blocks: makeBlocks(seed, chance, { kind, orders, faults, customers: buyers, program, currency }),
    ordersPerCheck: orders <= 200 ? Math.max(1, Math.ceil(orders / 2)) : 200,
  };
}

type Terms = {
  kind: PlanKind;
  orders: number;
  faults: FaultKind[];
  customers: number;
  program: SimulatedProgram;
  currency: string;
};

function makeBlocks(seed: number, chance: Chance, terms: Terms): Block[] {
  // Weather has a chance of its own, so that the same shop can be seen with and without faults.
  const sky = makeChance(seed, 2);
  const blocks: Block[] = [];
  let placed = 0;
  while (placed < terms.orders) {
    const steps: Step[] = [];
    const most = Math.min(terms.orders - placed, chance.between(4, 16));
    for (let inBlock = 0; inBlock < most;) {
      const step = chooseStep(chance, terms);
      steps.push(step);
      if (placesOrder(step)) inBlock += 1;
    }
    placed += most;
    const weather = chooseWeather(sky, terms.faults);
    if (weather.killAt !== null) steps.splice(Math.floor(weather.killAt * steps.length), 0, { do: 'kill' });
    blocks.push({ weather, steps });
  }
  return blocks;
}

export function placesOrder(step: Step): boolean {
  return step.do === 'order' || step.do === 'checkout' || step.do === 'misuse';
}

function chooseStep(chance: Chance, { kind, orders, customers, program, currency }: Terms): Step {
  const roll = chance.random;
  // A few regulars come again and again: they have points, codes and histories.
  const customer = () => Math.floor(roll() ** 2 * customers);
  const name = chance.weighted(kind === 'day' ? DAY_WEIGHTS : WEIGHTS);
  switch (name) {
    case 'order':
      return {
        do: name,
        customer: chance.odds(0.04) ? null : customer(),
        order: chooseOrder(chance, currency),
      };
    case 'checkout':
      return chooseCheckout(chance, customer());
    case 'refund':
      return {
        do: name,
        order: roll(),
        how: chance.pick(['units', 'units', 'lines', 'amount', 'shipping', 'mixed', 'no-money', 'full']),
        line: roll(),
        share: roll(),
      };
    case 'edit':
      return {
        do: name,
        order: roll(),
        how: chance.pick(['add', 'lower']),
        line: roll(),
        hundredths: chance.between(199, 8_000),
        quantity: chance.between(1, 3),
      };
    case 'pay':
    case 'deliver':
      return { do: name, order: roll() };
    case 'cancel':
      return { do: name, order: roll(), refund: chance.odds(0.75) };
    case 'fulfil':
      return { do: name, order: roll(), whole: chance.odds(0.8) };
    case 'redeem':
      return {
        do: name,
        customer: customer(),
        reward: chance.pick(program.rewards).id,
        again: chance.odds(0.3),
      };
    case 'rush':
      return {
        do: name,
        customer: customer(),
        reward: chance.pick(program.rewards).id,
        times: chance.between(2, 6),
        refund: chance.odds(0.5) ? roll() : null,
      };
    case 'undo':
      return { do: name, code: roll() };
    case 'misuse':
      return { do: name, code: roll(), order: chooseOrder(chance, currency) };
    case 'adjust':
      return {
        do: name,
        customer: customer(),
        points: chance.between(1, 300) * (chance.odds(0.65) ? 1 : -1),
      };
    case 'clock':
      return { do: name, ms: kind === 'day' ? chooseMoment(chance, orders) : chooseTime(chance) };
  }
}

function chooseCheckout(chance: Chance, customer: number): Step {
  return {
    do: 'checkout',
    customer: chance.odds(0.05) ? null : customer,
    lines: Array.from({ length: chance.between(1, 3) }, () => ({
      product: chance.random(),
      quantity: chance.between(1, 3),
    })),
    useCode: chance.odds(0.75) ? chance.random() : null,
    giftCardHundredths: chance.odds(0.12) ? chance.between(300, 20_000) : 0,
    useStoreCredit: chance.odds(0.15),
    payLater: chance.odds(0.1) ? chance.pick(['authorized', 'pending']) : null,
    sourceName: chance.odds(0.9) ? 'web' : 'pos',
  };
}

/** The clock moves about once per nine orders; all its steps together make a day. */
function chooseMoment(chance: Chance, orders: number): number {
  return chance.between(1, Math.max(1, Math.floor((2 * DAY_MS * 9) / (orders + 9))));
}

/** Odd milliseconds: nothing matures in the very moment in which it is looked at. */
function chooseTime(chance: Chance): number {
  const odd = chance.between(1, 59_999) * 13;
  const reach = chance.weighted({ hours: 66, days: 28, weeks: 6 });
  if (reach === 'hours') return chance.between(1, 20) * HOUR_MS + odd;
  return chance.between(1, reach === 'days' ? 6 : 35) * DAY_MS + odd;
}
