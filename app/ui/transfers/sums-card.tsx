/** What a check says would happen, or what a run has done, in figures. */
import { BlockStack, Card, InlineGrid, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { RunView } from '#app/presenters/present-run.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { transferTexts } from '#app/ui/texts/transfers.ts';

type SumsCardProps = {
  title: string;
  sums: NonNullable<RunView['check']>;
  would?: boolean;
  undone?: boolean;
  children?: ReactNode;
};

export function SumsCard({ title, sums, would = false, undone = false, children }: SumsCardProps) {
  const { sums: words } = useTexts(transferTexts);
  const { format } = useAdmin();
  const figures: [string, number][] = [
    [words.rows, sums.rows],
    [would ? words.good : words.booked, sums.booked + sums.repaired],
    [words.refused, sums.refused],
    ...(sums.repaired > 0 ? [[words.repaired, sums.repaired] satisfies [string, number]] : []),
    [words.given, sums.given],
    ...(sums.taken > 0 ? [[words.taken, sums.taken] satisfies [string, number]] : []),
    ...(would ? [] : [[words.members, sums.members] satisfies [string, number]]),
    ...(undone
      ? [
          [words.undone, sums.undone] satisfies [string, number],
          [words.kept, sums.kept] satisfies [string, number],
        ]
      : []),
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
          {figures.map(([label, value]) => (
            <BlockStack key={label} gap="100">
              <Text as="span" tone="subdued">
                {label}
              </Text>
              <Text as="span" variant="headingLg" numeric>
                {format.number(value)}
              </Text>
            </BlockStack>
          ))}
        </InlineGrid>
        {children}
      </BlockStack>
    </Card>
  );
}
