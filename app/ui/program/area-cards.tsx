/** The areas of the program on its overview: what each says in plain words, whether the draft changes it, and the way in. */
import { Badge, BlockStack, Button, Card, InlineGrid, InlineStack, List, Text } from '@shopify/polaris';
import type { Program } from '#app/core/program/program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { AREAS, type Area } from '#app/ui/program/areas/area.ts';
import { summarizeAreas } from '#app/ui/program/summarize-areas.ts';
import { useTelling } from '#app/ui/program/use-telling.ts';
import { areaTexts } from '#app/ui/texts/program-areas.ts';
import { programSummaryTexts } from '#app/ui/texts/program-summary.ts';
import { programTexts } from '#app/ui/texts/program.ts';

const SHOWN = 5;

export function AreaCards({
  program,
  today,
  changed,
}: {
  program: Program;
  today: string;
  changed: Set<Area>;
}) {
  const { locale } = useAdmin();
  const telling = useTelling(program.tiers.list);
  const plain = useTexts(programSummaryTexts);
  const months = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const month = (number: number) => months.format(Date.UTC(2024, number - 1, 1));
  const sentences = summarizeAreas(program, telling, plain, today, month);
  return (
    <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
      {AREAS.map((area) => (
        <AreaCard key={area} area={area} sentences={sentences[area]} changed={changed.has(area)} />
      ))}
    </InlineGrid>
  );
}

function AreaCard({ area, sentences, changed }: { area: Area; sentences: string[]; changed: boolean }) {
  const { format } = useAdmin();
  const texts = useTexts(programTexts);
  const { title } = useTexts(areaTexts).areas[area];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            {changed ? <Badge tone="attention">{texts.changed}</Badge> : null}
          </InlineStack>
          <Button url={`/app/program/${area}`} accessibilityLabel={texts.openLabel(title)}>
            {texts.open}
          </Button>
        </InlineStack>
        <List>
          {sentences.slice(0, SHOWN).map((sentence, index) => (
            <List.Item key={`${index} ${sentence}`}>{sentence}</List.Item>
          ))}
          {sentences.length > SHOWN ? (
            <List.Item>{texts.more(format.number(sentences.length - SHOWN))}</List.Item>
          ) : null}
        </List>
      </BlockStack>
    </Card>
  );
}
