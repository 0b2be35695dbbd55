/** The program as it would be published, in plain sentences, with what looks like a slip. */
import { Banner, BlockStack, Card, List, Text } from '@shopify/polaris';
import type { Program } from '#app/core/program/program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { summarizeProgram } from '#app/ui/program/summarize-program.ts';
import { programSummaryTexts } from '#app/ui/texts/program-summary.ts';

export function SummaryCard({ program }: { program: Program | null }) {
  const texts = useTexts(programSummaryTexts);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        {program ? (
          <Sentences program={program} />
        ) : (
          <Text as="p" tone="subdued">
            {texts.incomplete}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function Sentences({ program }: { program: Program }) {
  const { format } = useAdmin();
  const { sentences, rewards, code, generous } = summarizeProgram(
    program,
    useTexts(programSummaryTexts),
    format,
  );
  return (
    <>
      {sentences.map((sentence) => (
        <Text as="p" key={sentence}>
          {sentence}
        </Text>
      ))}
      {rewards.length > 0 ? (
        <List>
          {rewards.map((sentence, index) => (
            <List.Item key={`${index} ${sentence}`}>{sentence}</List.Item>
          ))}
        </List>
      ) : null}
      {code ? <Text as="p">{code}</Text> : null}
      {generous.map((sentence) => (
        <Banner tone="warning" key={sentence}>
          {sentence}
        </Banner>
      ))}
    </>
  );
}
