/** How long points are on hold, and how long they live; warns where courts have objected. */
import { Banner, BlockStack, Card, ChoiceList, FormLayout, Select, Text, TextField } from '@shopify/polaris';
import { useTexts } from '#app/ui/admin/context.tsx';
import { type DraftFieldsProps, useProblem } from '#app/ui/program/field.ts';
import { expiryDays } from '#app/ui/program/program-draft.ts';
import { SAFE_EXPIRY_DAYS } from '#app/ui/program/summarize-program.ts';
import { programTexts } from '#app/ui/texts/program.ts';

const HOLD_STARTS = ['paid', 'fulfilled', 'delivered'] as const;

export function ValidityCard(props: DraftFieldsProps) {
  const texts = useTexts(programTexts).validity;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <HoldFields {...props} />
        <ExpiryFields {...props} />
      </BlockStack>
    </Card>
  );
}

function HoldFields({ draft, problems, onChange }: DraftFieldsProps) {
  const texts = useTexts(programTexts).validity;
  const problem = useProblem(problems);
  return (
    <FormLayout>
      <FormLayout.Group>
        <TextField
          label={texts.holdDays}
          autoComplete="off"
          inputMode="numeric"
          value={draft.holdDays}
          helpText={texts.holdHelp}
          onChange={(holdDays) => onChange({ holdDays })}
          error={problem('holdDays')}
        />
        <Select
          label={texts.holdAfter}
          options={HOLD_STARTS.map((value) => ({ value, label: texts[value] }))}
          value={draft.holdAfter}
          onChange={(value) => onChange({ holdAfter: HOLD_STARTS.find((one) => one === value) ?? 'paid' })}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}

function ExpiryFields({ draft, problems, onChange }: DraftFieldsProps) {
  const texts = useTexts(programTexts).validity;
  const problem = useProblem(problems);
  const early = draft.expires && expiryDays(draft) < SAFE_EXPIRY_DAYS;
  return (
    <BlockStack gap="300">
      <ChoiceList
        title={texts.expiry}
        choices={[
          { value: 'never', label: texts.never },
          { value: 'after', label: texts.after },
        ]}
        selected={[draft.expires ? 'after' : 'never']}
        onChange={([chosen]) => onChange({ expires: chosen === 'after' })}
      />
      {draft.expires ? (
        <FormLayout>
          <FormLayout.Group condensed>
            <TextField
              label={texts.count}
              autoComplete="off"
              inputMode="numeric"
              value={draft.expiryCount}
              onChange={(expiryCount) => onChange({ expiryCount })}
              error={problem('expiry')}
            />
            <Select
              label={texts.unit}
              options={[
                { value: 'months', label: texts.months },
                { value: 'days', label: texts.days },
              ]}
              value={draft.expiryUnit}
              onChange={(value) => onChange({ expiryUnit: value === 'days' ? 'days' : 'months' })}
            />
          </FormLayout.Group>
        </FormLayout>
      ) : null}
      {early ? <Banner tone="warning">{texts.shortWarning}</Banner> : null}
    </BlockStack>
  );
}
