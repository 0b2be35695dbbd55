/** One card that answers: is the program live, and in which version? */
import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { HomeView } from '#app/presenters/present-home.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { homeTexts } from '#app/ui/texts/home.ts';

export function ProgramStatus({ program }: { program: HomeView['program'] }) {
  const { format } = useAdmin();
  const { programHeading, status: texts } = useTexts(homeTexts);
  const rewards = program && (program.rewards > 0 ? texts.rewards(program.rewards) : texts.noReward);
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {programHeading}
          </Text>
          <StatusBadge program={program} />
        </InlineStack>
        <Text as="p">
          {program
            ? texts.liveBody(String(program.version), format.date(program.publishedAt), rewards ?? '')
            : texts.noneBody}
        </Text>
        {program && !program.active ? <Text as="p">{texts.pausedBody}</Text> : null}
        <Button url={program ? '/app/program' : '/app/setup'} variant={program ? 'secondary' : 'primary'}>
          {program ? texts.edit : texts.create}
        </Button>
      </BlockStack>
    </Card>
  );
}

function StatusBadge({ program }: { program: HomeView['program'] }) {
  const texts = useTexts(homeTexts).status;
  if (!program) return <Badge tone="attention">{texts.none}</Badge>;
  return program.active ? (
    <Badge tone="success">{texts.live}</Badge>
  ) : (
    <Badge tone="warning">{texts.paused}</Badge>
  );
}
