/** The proposal as it stands on the page: answers, numbers that the merchant changed, and what follows from both. */
import { useDeferredValue, useMemo, useState } from 'react';
import { type Concept, USUAL_CONCEPT } from '#app/core/concept/concept.ts';
import { type Forecast, foresee } from '#app/core/concept/foresee.ts';
import {
  numbersOf,
  type ProgramNumber,
  readNumber,
  type Warning,
  warningsOf,
  withNumber,
} from '#app/core/concept/numbers.ts';
import { type PackedPast, unpackPast } from '#app/core/concept/pack-past.ts';
import { emptyPast, figuresOf, type PastFigures, type PastSummary } from '#app/core/concept/past-summary.ts';
import {
  type Assumptions,
  type PastPoints,
  project,
  type Projection,
  USUAL,
} from '#app/core/concept/project.ts';
import { propose, type Reason } from '#app/core/concept/propose.ts';
import type { Program } from '#app/core/program/program.ts';

export type EditedNumber = ProgramNumber & { wrong: boolean };

export type ProposalState = {
  past: PastSummary;
  figures: PastFigures;
  concept: Concept;
  onConcept: (change: Partial<Concept>) => void;
  numbers: EditedNumber[];
  reasons: Reason[];
  changed: boolean;
  onNumber: (key: string, text: string) => void;
  onReset: () => void;
  /** With every number that can be read. */
  program: Program;
  valid: boolean;
  warnings: Warning[];
  marginPercent: number;
};

/** Above this share of products that nobody bought twice the goods count as bought once, below it as bought again. */
const ONCE = 0.85;
const AGAIN = 0.4;

export function useProposal(packed: PackedPast | undefined, currency: string, zone: string): ProposalState {
  const past = useMemo(
    () => (packed ? unpackPast(packed) : emptyPast(currency, zone, 0)),
    [packed, currency, zone],
  );
  const [answers, setAnswers] = useState<Partial<Concept>>({});
  const [texts, setTexts] = useState<Record<string, string>>({});
  const concept = useMemo(
    () => ({ ...USUAL_CONCEPT, assortment: assortmentOf(past), ...answers }),
    [past, answers],
  );
  const proposal = useMemo(() => propose(concept, past), [concept, past]);
  const figures = useMemo(() => figuresOf(past), [past]);
  const { numbers, program } = useMemo(
    () => edit(proposal.program, texts, currency),
    [proposal, texts, currency],
  );
  return {
    past,
    figures,
    concept,
    onConcept: (change) => {
      setAnswers((before) => ({ ...before, ...change }));
      setTexts({});
    },
    numbers,
    reasons: proposal.reasons,
    changed: Object.keys(texts).length > 0,
    onNumber: (key, text) => setTexts((before) => ({ ...before, [key]: text })),
    onReset: () => setTexts({}),
    program,
    valid: numbers.every(({ wrong }) => !wrong) && !warningsOf(program).includes('tiers-fall'),
    warnings: warningsOf(program),
    marginPercent: proposal.margin.percent,
  };
}

function assortmentOf({ oneOffShare }: PastSummary): Concept['assortment'] {
  if (oneOffShare === null) return 'mixed';
  return oneOffShare >= ONCE ? 'oneOff' : oneOffShare <= AGAIN ? 'repeat' : 'mixed';
}

function edit(
  proposed: Program,
  texts: Record<string, string>,
  currency: string,
): { numbers: EditedNumber[]; program: Program } {
  let program = proposed;
  const numbers = numbersOf(proposed).map((number): EditedNumber => {
    const text = texts[number.key];
    if (text === undefined) return { ...number, wrong: false };
    const read = readNumber(number.kind, text, currency);
    if (read !== undefined) program = withNumber(program, number.key, read);
    return { ...number, value: text, wrong: read === undefined };
  });
  return { numbers, program };
}

export type ProjectionState = {
  months: number;
  onMonths: (months: number) => void;
  assumptions: Assumptions;
  onAssumption: (name: keyof Assumptions, value: number) => void;
  choice: PastPoints;
  onChoice: (choice: PastPoints) => void;
  forecast: Forecast;
  projection: Projection;
};

const HALF_YEAR = 6;

export function useProjection(
  { past, program, marginPercent }: Pick<ProposalState, 'past' | 'program' | 'marginPercent'>,
  currency: string,
): ProjectionState {
  const [months, onMonths] = useState(HALF_YEAR);
  const [changed, setChanged] = useState<Partial<Assumptions>>({});
  const [choice, onChoice] = useState<PastPoints>({ kind: 'months', months: 12 });
  const assumptions = useMemo(
    () => ({ ...USUAL, margin: marginPercent, ...changed }),
    [marginPercent, changed],
  );
  const forecast = useMemo(() => foresee(past, months), [past, months]);
  // Typing goes first: the figures follow as soon as there is time.
  const settled = useDeferredValue(program);
  const projection = useMemo(
    () => project(settled, forecast, assumptions, currency, choice),
    [settled, forecast, assumptions, currency, choice],
  );
  const onAssumption = (name: keyof Assumptions, value: number) =>
    setChanged((before) => ({ ...before, [name]: value }));
  return { months, onMonths, assumptions, onAssumption, choice, onChoice, forecast, projection };
}

/** After the launch: the past alone, for what is still to be decided about it. */
export function usePast(packed: PackedPast | undefined, currency: string, zone: string) {
  return useMemo(() => {
    const summary = packed ? unpackPast(packed) : emptyPast(currency, zone, 0);
    return { summary, figures: figuresOf(summary), forecast: foresee(summary, HALF_YEAR) };
  }, [packed, currency, zone]);
}
