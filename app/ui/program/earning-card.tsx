/** How many points an order gives, and what of it counts. */
import { BlockStack, Card, Checkbox, FormLayout, Text, TextField } from '@shopify/polaris';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { type DraftFieldsProps, useProblem } from '#app/ui/program/field.ts';
import { programTexts } from '#app/ui/texts/program.ts';

export function EarningCard({ draft, problems, onChange }: DraftFieldsProps) {
  const { currency } = useAdmin();
  const texts = useTexts(programTexts).earning;
  const problem = useProblem(problems);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <FormLayout>
          <FormLayout.Group condensed>
            <TextField
              label={texts.points}
              autoComplete="off"
              inputMode="numeric"
              value={draft.earningPoints}
              onChange={(earningPoints) => onChange({ earningPoints })}
              error={problem('earningPoints')}
            />
            <TextField
              label={texts.perAmount}
              autoComplete="off"
              inputMode="decimal"
              suffix={currency}
              value={draft.perAmount}
              onChange={(perAmount) => onChange({ perAmount })}
              error={problem('perAmount')}
            />
          </FormLayout.Group>
        </FormLayout>
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {texts.counts}
          </Text>
          <Checkbox
            label={texts.includeTax}
            checked={draft.includeTax}
            onChange={(includeTax) => onChange({ includeTax })}
          />
          <Checkbox
            label={texts.includeShipping}
            checked={draft.includeShipping}
            onChange={(includeShipping) => onChange({ includeShipping })}
          />
          <Checkbox
            label={texts.storedValueEarns}
            checked={draft.storedValueEarns}
            onChange={(storedValueEarns) => onChange({ storedValueEarns })}
          />
          <Checkbox
            label={texts.posEarns}
            checked={draft.posEarns}
            onChange={(posEarns) => onChange({ posEarns })}
          />
          <Checkbox
            label={texts.subscriptionEarns}
            checked={draft.subscriptionEarns}
            onChange={(subscriptionEarns) => onChange({ subscriptionEarns })}
          />
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
