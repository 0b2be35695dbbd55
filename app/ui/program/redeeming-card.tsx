/** How long a code lasts, and what happens to a value that an order does not use up. */
import { BlockStack, Card, ChoiceList, Text, TextField } from '@shopify/polaris';
import { useTexts } from '#app/ui/admin/context.tsx';
import { type DraftFieldsProps, useProblem } from '#app/ui/program/field.ts';
import { programTexts } from '#app/ui/texts/program.ts';

export function RedeemingCard({ draft, problems, onChange }: DraftFieldsProps) {
  const texts = useTexts(programTexts).redeeming;
  const problem = useProblem(problems);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <TextField
          label={texts.validDays}
          autoComplete="off"
          inputMode="numeric"
          value={draft.validDays}
          helpText={texts.validDaysHelp}
          onChange={(validDays) => onChange({ validDays })}
          error={problem('validDays')}
        />
        <ChoiceList
          title={texts.unusedPart}
          choices={[
            { value: 'return', label: texts.return },
            { value: 'keep', label: texts.keep },
          ]}
          selected={[draft.unusedPart]}
          onChange={([chosen]) => onChange({ unusedPart: chosen === 'keep' ? 'keep' : 'return' })}
        />
      </BlockStack>
    </Card>
  );
}
