/**
 * The tier rules a second time, for tests: slow and from the definitions. Time is a grid of quarter days counted from 2020,
 * in local time (`model-calendar-for-tests.ts`); at every tick all amounts are summed anew from all facts. It shares nothing
 * with the book but the schema of the rules.
 */
import type { Tiers } from '#app/core/program/tiers.ts';
import { keepOf, ladder, rungOf } from '#app/core/tiers/model-ladder-for-tests.ts';
import { monthsLater, TICKS, yearOfTick, yearStart } from '#app/core/tiers/model-calendar-for-tests.ts';

export type ModelFact = { tick: number } & (
  | { kind: 'amount'; source: string; spend: number; points: number; orders: number }
  | { kind: 'score'; score: number }
  | { kind: 'grant'; tierId: string; until: number | null }
  | { kind: 'rules'; to: Tiers }
);
export type ModelMove = { tick: number; from: string | null; to: string | null; because: string };
/** Faults to plant, so that the comparison shows that it can fail. */
export type Fault = 'enters-above' | 'window-too-long' | 'grace-too-short' | 'forgets-refunds';

type Model = {
  rules: Tiers;
  told: ModelFact[];
  tick: number;
  tier: string | null;
  since: Map<string, number>;
  grace: number | null;
  hold: number | null;
  grants: { tierId: string; until: number | null }[];
  shown: string | null;
  moves: ModelMove[];
  fault: Fault | null;
};

/** Plays the facts up to and including `end`. @returns all moves, and where she stands after each fact */
export function playModel(rules: Tiers, facts: ModelFact[], end: number, fault: Fault | null) {
  const first = facts[0]?.tick ?? end;
  const model: Model = {
    rules,
    told: [],
    tick: first,
    tier: null,
    since: new Map(),
    grace: null,
    hold: null,
    grants: [],
    shown: null,
    moves: [],
    fault,
  };
  const stands: { tier: string | null; grace: number | null }[] = [];
  enter(model, 'entered');
  for (let tick = first; tick <= end; tick += 1) {
    model.tick = tick;
    timePasses(model, tick > first);
    for (const fact of facts.filter((one) => one.tick === tick)) {
      happens(model, fact);
      stands.push({ tier: model.shown, grace: model.grace });
    }
  }
  return { moves: model.moves, stands };
}

function timePasses(model: Model, later: boolean): void {
  const { tick, rules } = model;
  const rolling = rules.period.kind === 'rolling';
  if (rolling && model.hold === tick) model.hold = null;
  if (model.grace === tick) fall(model, judged(model, true), 'grace-over');
  if (rules.period.kind === 'calendarYear' && later) {
    const { firstMonth } = rules.period;
    if (yearOfTick(tick, firstMonth) !== yearOfTick(tick - 1, firstMonth)) yearEnds(model);
  }
  enter(model, 'entered');
  keep(model);
  model.grants = model.grants.filter(({ until }) => until === null || until > tick);
  show(model, 'grant-ended');
}

function happens(model: Model, fact: ModelFact): void {
  const { rules, tick } = model;
  if (fact.kind === 'grant') {
    const over = fact.until !== null && fact.until <= tick;
    model.grants = model.grants.filter(({ tierId }) => tierId !== fact.tierId);
    if (!over) model.grants.push(fact);
    return show(model, over ? 'grant-ended' : 'granted');
  }
  if (fact.kind === 'rules') return change(model, fact.to);
  const before = amount(model);
  model.told.push(fact);
  if (fact.kind === 'amount' && amount(model) < before) {
    if (rules.refundUndoes) undo(model, before);
    const needed = keepOf(rules, model.tier);
    if (
      rules.period.kind === 'rolling' &&
      model.grace === null &&
      before >= needed &&
      amount(model) < needed
    ) {
      const left = monthsLater(beginOf(model, fact.source), rules.period.months);
      model.hold = Math.max(model.hold ?? left, left);
    }
  }
  enter(model, 'entered');
  keep(model);
}

/** Sums all facts told whose source began where `counts` says. */
function sum(model: Model, counts: (begin: number) => boolean): number {
  const { basis } = model.rules;
  if (basis === 'score') {
    const scores = model.told.flatMap((fact) => (fact.kind === 'score' ? [fact.score] : []));
    return scores.at(-1) ?? 0;
  }
  let total = 0;
  for (const fact of model.told) {
    if (fact.kind !== 'amount' || !counts(beginOf(model, fact.source))) continue;
    if (model.fault === 'forgets-refunds' && fact[basis] < 0) continue;
    total += fact[basis];
  }
  return total;
}

function beginOf(model: Model, source: string): number {
  return model.told.find((fact) => fact.kind === 'amount' && fact.source === source)?.tick ?? model.tick;
}

function amount(model: Model, yearsBack = 0, tick = model.tick): number {
  const { period } = model.rules;
  switch (period.kind) {
    case 'lifetime':
      return sum(model, () => true);
    case 'calendarYear': {
      const year = yearOfTick(tick, period.firstMonth) - yearsBack;
      return sum(model, (begin) => yearOfTick(begin, period.firstMonth) === year);
    }
    case 'rolling': {
      const slack = model.fault === 'window-too-long' ? 1 : 0;
      return sum(model, (begin) => model.tick < monthsLater(begin, period.months) + slack);
    }
  }
}

/**
 * In a grace of a year the year that was missed counts together with the new one; when it is over, as things stood just
 * before, for it may end with the new year.
 */
function judged(model: Model, over = false): number {
  if (model.rules.basis === 'score' || model.rules.period.kind !== 'calendarYear') return amount(model);
  const tick = over ? model.tick - 1 : model.tick;
  return amount(model, 0, tick) + amount(model, 1, tick);
}

function reach(model: Model): number {
  const has = amount(model);
  const above = model.fault === 'enters-above';
  return ladder(model.rules).findLastIndex(({ enter: asked }) => (above ? has > asked : has >= asked));
}

function enter(model: Model, because: string): void {
  const rung = reach(model);
  if (rung > rungOf(model.rules, model.tier)) {
    stand(model, rung);
    show(model, because);
  }
}

function stand(model: Model, rung: number): void {
  const rungs = ladder(model.rules).map(({ id }) => id);
  const old = rungOf(model.rules, model.tier);
  for (const [index, id] of rungs.entries()) {
    if (index > rung) model.since.delete(id);
    else if (index > old) model.since.set(id, model.tick);
  }
  model.tier = rungs[rung] ?? null;
  model.grace = null;
  model.hold = null;
}

function fall(model: Model, has: number, because: string): void {
  const below = rungOf(model.rules, model.tier) - 1;
  const kept = ladder(model.rules)
    .slice(0, below + 1)
    .findLastIndex(({ keep: asked }) => has >= asked);
  stand(model, model.rules.drop === 'oneStep' ? below : kept);
  show(model, because);
}

function keep(model: Model): void {
  const { rules } = model;
  if (model.tier === null || rules.period.kind === 'lifetime') return;
  if (judged(model) >= keepOf(rules, model.tier)) {
    model.grace = null;
    return;
  }
  if (rules.period.kind === 'calendarYear' || model.grace !== null || model.hold !== null) return;
  if (rules.graceDays > 0) {
    model.grace = graceFrom(model);
    return;
  }
  fall(model, amount(model), 'period-end');
  keep(model);
}

/** Whole days: those of a grace that begins within a day are counted from the next one. */
function graceFrom({ tick, rules, fault }: Model): number {
  const midnight = Math.ceil(tick / TICKS) * TICKS;
  return midnight + (rules.graceDays - (fault === 'grace-too-short' ? 1 : 0)) * TICKS;
}

function yearEnds(model: Model): void {
  if (model.grace !== null) return;
  if (model.hold !== null && model.tick < model.hold) return;
  model.hold = null;
  const ended = amount(model, 1);
  if (model.tier === null || ended >= keepOf(model.rules, model.tier)) return;
  if (model.rules.graceDays > 0) model.grace = graceFrom(model);
  else fall(model, ended, 'period-end');
}

function undo(model: Model, before: number): void {
  const { rules, tick } = model;
  const after = amount(model);
  const rungs = ladder(rules);
  const held = rungOf(rules, model.tier);
  const old = rungs.findLastIndex(({ id }, rung) => rung <= held && !isNew(model, id, tick));
  const lost = rungs.findIndex(
    ({ enter: asked }, rung) => rung > old && rung <= held && before >= asked && after < asked,
  );
  if (lost < 0) return;
  stand(model, lost - 1);
  show(model, 'refund');
}

/** Whether she entered a tier within the present period. */
function isNew({ rules: { period }, since }: Model, id: string, tick: number): boolean {
  const entered = since.get(id) ?? tick;
  switch (period.kind) {
    case 'lifetime':
      return true;
    case 'calendarYear':
      return yearOfTick(entered, period.firstMonth) === yearOfTick(tick, period.firstMonth);
    case 'rolling':
      return tick < monthsLater(entered, period.months);
  }
}

function change(model: Model, to: Tiers): void {
  const from = model.rules;
  const bare = ({ list, basis, period }: Tiers) =>
    JSON.stringify([list.map((tier) => [tier.id, tier.enter, tier.keep ?? tier.enter]), basis, period]);
  model.rules = to;
  if (bare(from) === bare(to)) return;
  const survivors = from.list
    .slice(0, from.list.findIndex(({ id }) => id === model.tier) + 1)
    .filter(({ id }) => rungOf(to, id) >= 0);
  const newest = Math.max(...model.since.values());
  model.tier = survivors.at(-1)?.id ?? null;
  const since = new Map<string, number>();
  for (const { id } of ladder(to).slice(0, rungOf(to, model.tier) + 1))
    since.set(id, model.since.get(id) ?? newest);
  model.since = since;
  if (to.onChange === 'moveNow') moveNow(model);
  else holdOn(model, from);
  enter(model, 'rules-changed');
  keep(model);
  show(model, 'rules-changed');
}

function moveNow(model: Model): void {
  const { rules } = model;
  const carrying =
    rules.period.kind === 'calendarYear' ? Math.max(amount(model), amount(model, 1)) : amount(model);
  const kept = ladder(rules)
    .slice(0, rungOf(rules, model.tier) + 1)
    .findLastIndex(({ keep: asked }) => rules.period.kind !== 'lifetime' && carrying >= asked);
  stand(model, Math.max(kept, reach(model)));
}

function holdOn(model: Model, from: Tiers): void {
  const { rules, tick } = model;
  if (model.tier === null || rules.period.kind === 'lifetime') {
    model.grace = null;
    model.hold = null;
    return;
  }
  if (model.grace !== null || (model.hold !== null && model.hold > tick)) return;
  model.hold = null;
  const year = [from.period, rules.period].find(({ kind }) => kind === 'calendarYear');
  if (year?.kind === 'calendarYear') {
    model.hold = yearStart(yearOfTick(tick, year.firstMonth) + 1, year.firstMonth);
  } else if (rules.period.kind === 'rolling' && amount(model) < keepOf(rules, model.tier)) {
    model.hold = monthsLater(tick, rules.period.months);
  }
}

function show(model: Model, because: string): void {
  const order = model.rules.list.map(({ id }) => id);
  const held = [model.tier, ...model.grants.map(({ tierId }) => tierId)];
  const top = Math.max(...held.map((id) => (id === null ? -1 : order.indexOf(id))));
  const to = order[top] ?? null;
  if (to === model.shown) return;
  model.moves.push({ tick: model.tick, from: model.shown, to, because });
  model.shown = to;
}
