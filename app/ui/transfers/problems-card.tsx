/** The first rows that do not go as they are, by the line of the file, and all of them as a list to download. */
import { BlockStack, Button, Card, DataTable, InlineStack, Text } from '@shopify/polaris';
import type { RunView } from '#app/presenters/present-run.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { transferTexts } from '#app/ui/texts/transfers.ts';

export function ProblemsCard({
  problems,
  onDownload,
}: {
  problems: RunView['problems'];
  onDownload: () => void;
}) {
  const texts = useTexts(transferTexts);
  const { format } = useAdmin();
  const [line = '', outcome = '', why = '', column = ''] = texts.report.columns;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {texts.problemsTitle}
          </Text>
          <Button onClick={onDownload}>{texts.downloadProblems}</Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          {texts.problemsHelp}
        </Text>
        <DataTable
          columnContentTypes={['numeric', 'text', 'text', 'text']}
          headings={[line, why, column, outcome]}
          rows={problems.map((problem) => [
            format.number(problem.line),
            problem.code === null ? texts.report.spent : (texts.problems[problem.code] ?? problem.code),
            problem.field === null ? '' : (texts.fields[problem.field] ?? problem.field),
            texts.report.outcomes[problem.outcome] ?? problem.outcome,
          ])}
          increasedTableDensity
        />
      </BlockStack>
    </Card>
  );
}
