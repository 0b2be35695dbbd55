/** The questions: what the program is for, what moves the customers; and what is asked only if somebody wants to say more. */
import { BlockStack, Card, ChoiceList, Collapsible, Button, InlineGrid, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { ASSORTMENTS, type Concept, GOALS, MOVERS, PLACES } from '#app/core/concept/concept.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { setupTexts } from '#app/ui/texts/setup.ts';

type ConceptProps = {
  concept: Concept;
  marginPercent: number;
  onConcept: (change: Partial<Concept>) => void;
};

export function ConceptCard(props: ConceptProps) {
  const { goal, moves } = useTexts(setupTexts);
  const { concept, onConcept } = props;
  return (
    <Card>
      <BlockStack gap="500">
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="500">
          <ChoiceList
            title={goal.title}
            choices={GOALS.map((value) => ({ value, label: goal[value], helpText: goal[`${value}Help`] }))}
            selected={[concept.goal]}
            onChange={(values: string[]) => onConcept(pick('goal', GOALS, values))}
          />
          <ChoiceList
            title={moves.title}
            choices={MOVERS.map((value) => ({ value, label: moves[value], helpText: moves[`${value}Help`] }))}
            selected={[concept.moves]}
            onChange={(values: string[]) => onConcept(pick('moves', MOVERS, values))}
          />
        </InlineGrid>
        <More {...props} />
      </BlockStack>
    </Card>
  );
}

function pick<Key extends 'goal' | 'moves' | 'assortment'>(
  key: Key,
  all: readonly Concept[Key][],
  [value]: string[],
): Partial<Concept> {
  const found = all.find((one) => one === value);
  return found === undefined ? {} : { [key]: found };
}

function More({ concept, marginPercent, onConcept }: ConceptProps) {
  const [open, setOpen] = useState(false);
  const texts = useTexts(setupTexts).more;
  return (
    <BlockStack gap="300" inlineAlign="start">
      <Button
        variant="plain"
        disclosure={open ? 'up' : 'down'}
        ariaExpanded={open}
        ariaControls="setup-more"
        onClick={() => setOpen(!open)}
      >
        {texts.title}
      </Button>
      <Collapsible id="setup-more" open={open}>
        <InlineGrid columns={{ xs: 1, md: 3 }} gap="500">
          <ChoiceList
            title={texts.met}
            allowMultiple
            choices={PLACES.map((value) => ({ value, label: texts[value] }))}
            selected={concept.met}
            onChange={(values: string[]) => onConcept({ met: PLACES.filter((one) => values.includes(one)) })}
          />
          <ChoiceList
            title={texts.assortment}
            choices={ASSORTMENTS.map((value) => ({ value, label: texts[value] }))}
            selected={[concept.assortment]}
            onChange={(values: string[]) => onConcept(pick('assortment', ASSORTMENTS, values))}
          />
          <Margin concept={concept} marginPercent={marginPercent} onConcept={onConcept} />
        </InlineGrid>
      </Collapsible>
    </BlockStack>
  );
}

function Margin({ marginPercent, onConcept }: ConceptProps) {
  const texts = useTexts(setupTexts).more;
  const [text, setText] = useState<string | null>(null);
  return (
    <TextField
      label={texts.margin}
      helpText={texts.marginHelp}
      suffix={texts.percent}
      autoComplete="off"
      inputMode="numeric"
      value={text ?? String(marginPercent)}
      onChange={(value) => {
        setText(value);
        const percent = Number(value);
        if (/^\d{1,2}$/.test(value) && percent >= 1 && percent <= 95) onConcept({ marginPercent: percent });
      }}
    />
  );
}
