/** How long points are on hold, and how long they live; warns where courts have objected. */
import { Banner, BlockStack, Card, ChoiceList, FormLayout, Select, Text, TextField } from '@shopify/polaris';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { type DraftFieldsProps, useProblem } from '#app/ui/program/field.ts';
import { shortestLifeDays } from '#app/ui/program/program-draft.ts';
import { SAFE_EXPIRY_DAYS } from '#app/ui/program/summarize-program.ts';
import { programTexts } from '#app/ui/texts/program.ts';

const EXPIRY_KINDS = ['never', 'after', 'inactivity', 'fixedDate'] as const;
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

function ExpiryFields(props: DraftFieldsProps) {
  const { draft, onChange } = props;
  const texts = useTexts(programTexts).validity;
  const shortest = shortestLifeDays(draft);
  return (
    <BlockStack gap="300">
      <ChoiceList
        title={texts.expiry}
        choices={EXPIRY_KINDS.map((value) => ({ value, label: texts[value] }))}
        selected={[draft.expiryKind]}
        onChange={([chosen]) =>
          onChange({ expiryKind: EXPIRY_KINDS.find((kind) => kind === chosen) ?? 'never' })
        }
      />
      {draft.expiryKind === 'after' || draft.expiryKind === 'inactivity' ? <SpanFields {...props} /> : null}
      {draft.expiryKind === 'fixedDate' ? <DateFields {...props} /> : null}
      {shortest !== undefined && shortest < SAFE_EXPIRY_DAYS ? (
        <Banner tone="warning">{texts.shortWarning}</Banner>
      ) : null}
    </BlockStack>
  );
}

function SpanFields({ draft, problems, onChange }: DraftFieldsProps) {
  const texts = useTexts(programTexts).validity;
  const problem = useProblem(problems);
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <TextField
          label={draft.expiryKind === 'inactivity' ? texts.countInactive : texts.count}
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
  );
}

function DateFields({ draft, problems, onChange }: DraftFieldsProps) {
  const { locale } = useAdmin();
  const texts = useTexts(programTexts).validity;
  const problem = useProblem(problems);
  const months = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <Select
          label={texts.day}
          options={Array.from({ length: 31 }, (_, index) => String(index + 1))}
          value={draft.expiryDay}
          onChange={(expiryDay) => onChange({ expiryDay })}
          error={problem('expiry')}
        />
        <Select
          label={texts.month}
          options={Array.from({ length: 12 }, (_, index) => ({
            value: String(index + 1),
            label: months.format(Date.UTC(2024, index, 1)),
          }))}
          value={draft.expiryMonth}
          onChange={(expiryMonth) => onChange({ expiryMonth })}
        />
      </FormLayout.Group>
      <TextField
        label={texts.atLeastDays}
        autoComplete="off"
        inputMode="numeric"
        helpText={texts.atLeastHelp}
        value={draft.expiryAtLeastDays}
        onChange={(expiryAtLeastDays) => onChange({ expiryAtLeastDays })}
        error={problem('atLeastDays')}
      />
    </FormLayout>
  );
}
