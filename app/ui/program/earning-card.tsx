/** How many points an order gives, and what of it counts. */
import { BlockStack, Card, Checkbox, FormLayout, Text, TextField } from '@shopify/polaris';
import { plainRate, type Program } from '#app/core/program/program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { type DraftFieldsProps, useProblem } from '#app/ui/program/field.ts';
import { programTexts } from '#app/ui/texts/program.ts';

/** @param base the program that the form started from, for what the form does not show of it. */
export function EarningCard({ base, ...fields }: DraftFieldsProps & { base: Program }) {
  const { draft, onChange } = fields;
  const texts = useTexts(programTexts).earning;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        {plainRate(base) ? <RateFields {...fields} /> : <Text as="p">{texts.noRate}</Text>}
        <OtherParts base={base} />
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

function RateFields({ draft, problems, onChange }: DraftFieldsProps) {
  const { currency } = useAdmin();
  const texts = useTexts(programTexts).earning;
  const problem = useProblem(problems);
  return (
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
  );
}

function OtherParts({ base }: { base: Program }) {
  const texts = useTexts(programTexts).earning;
  const counts = [
    [texts.otherRules, base.earning.rules.length - (plainRate(base) ? 1 : 0)],
    [texts.campaigns, base.earning.campaigns.length],
    [texts.tiers, base.tiers.list.length],
  ] as const;
  const parts = counts.flatMap(([words, count]) => (count > 0 ? [words(count)] : []));
  if (parts.length === 0) return null;
  return (
    <Text as="p" tone="subdued">
      {texts.others(parts.join(', '))}
    </Text>
  );
}
