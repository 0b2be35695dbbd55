/** Whether orders of the past give points, each choice with what it costs. */
import { BlockStack, Card, ChoiceList, Text } from '@shopify/polaris';
import { useMemo } from 'react';
import type { Forecast } from '#app/core/concept/foresee.ts';
import { costOfPast, type PastCost } from '#app/core/concept/past-cost.ts';
import type { PastPoints } from '#app/core/concept/project.ts';
import type { Program } from '#app/core/program/program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { setupTexts } from '#app/ui/texts/setup.ts';

const CHOICES: { value: string; choice: PastPoints }[] = [
  { value: 'none', choice: { kind: 'none' } },
  { value: '3', choice: { kind: 'months', months: 3 } },
  { value: '12', choice: { kind: 'months', months: 12 } },
  { value: 'all', choice: { kind: 'all' } },
];

type PastPointsProps = {
  program: Program;
  forecast: Forecast;
  choice: PastPoints;
  onChoice: (choice: PastPoints) => void;
};

export function PastPointsCard({ program, forecast, choice, onChoice }: PastPointsProps) {
  const { currency } = useAdmin();
  const texts = useTexts(setupTexts).pastPoints;
  const costs = useMemo(
    () => new Map(CHOICES.map((one) => [one.value, costOfPast(program, forecast, currency, one.choice)])),
    [program, forecast, currency],
  );
  const tell = useTellCost();
  const chosen = CHOICES.find((one) => JSON.stringify(one.choice) === JSON.stringify(choice));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <Text as="p">{texts.body}</Text>
        <ChoiceList
          title={texts.title}
          titleHidden
          choices={CHOICES.map((one) => ({
            value: one.value,
            label: nameOf(one.choice, texts),
            helpText: one.choice.kind === 'none' ? texts.noneHelp : tell(costs.get(one.value)),
          }))}
          selected={[chosen?.value ?? 'none']}
          onChange={([value]: string[]) => {
            const found = CHOICES.find((one) => one.value === value);
            if (found) onChoice(found.choice);
          }}
        />
        <Text as="p" tone="subdued">
          {texts.life}
        </Text>
      </BlockStack>
    </Card>
  );
}

function nameOf(choice: PastPoints, texts: (typeof setupTexts)['en']['pastPoints']): string {
  return choice.kind === 'months' ? texts.months(String(choice.months)) : texts[choice.kind];
}

function useTellCost(): (cost: PastCost | undefined) => string {
  const { format } = useAdmin();
  const texts = useTexts(setupTexts).pastPoints;
  return (cost) => {
    if (!cost) return '';
    const [points, members] = [format.number(cost.points), format.number(cost.members)];
    return cost.worthMinor === null
      ? texts.costUnpriced(points, members)
      : texts.cost(points, members, format.money(cost.worthMinor));
  };
}
