/** Which column says what, and how the file writes numbers and days, beside its first rows. */
import { BlockStack, Button, Card, Checkbox, DataTable, InlineGrid, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import { ADJUSTMENT_REASONS } from '#app/core/ledger/adjust.ts';
import { BULK_FIELDS, type ImportField, IMPORT_FIELDS } from '#app/core/member-import/fields.ts';
import type { RunSetup, RunView } from '#app/presenters/present-run.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { ledgerTexts } from '#app/ui/texts/ledger.ts';
import { transferTexts } from '#app/ui/texts/transfers.ts';

/** Names of programs are the same in every language. */
const PROGRAM_NAMES: Record<string, string> = {
  smile: 'Smile.io',
  loyaltylion: 'LoyaltyLion',
  yotpo: 'Yotpo Loyalty',
  rivo: 'Rivo',
  joy: 'Joy',
  bon: 'BON Loyalty',
};

type Chosen = Pick<RunSetup, 'columns' | 'numbers' | 'dates' | 'reason' | 'hasHeading'>;

type MappingCardProps = {
  run: RunView;
  firstRows: string[][];
  busy: boolean;
  onCheck: (setup: Chosen) => void;
};

export function MappingCard({ run, firstRows, busy, onCheck }: MappingCardProps) {
  const texts = useTexts(transferTexts);
  const { setup, kind } = run;
  const [chosen, setChosen] = useState<Chosen>(() => {
    const { columns, numbers, dates, reason, hasHeading } = setup;
    return { columns, numbers, dates, reason, hasHeading };
  });
  const change = (part: Partial<Chosen>) => setChosen((before) => ({ ...before, ...part }));
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {texts.mapping}
          </Text>
          <Text as="p" tone="subdued">
            {`${texts.format(PROGRAM_NAMES[setup.format] ?? texts.formats[setup.format] ?? setup.format)} ${texts.mappingHelp}`}
          </Text>
        </BlockStack>
        <ColumnFields
          setup={setup}
          kind={kind}
          columns={chosen.columns}
          onChange={(columns) => change({ columns })}
        />
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="300">
          <Select
            label={texts.numbers}
            options={optionsOf(texts.numberStyles)}
            value={chosen.numbers}
            onChange={(value) => change({ numbers: value as Chosen['numbers'] })}
          />
          {kind === 'import' ? (
            <Select
              label={texts.dates}
              options={optionsOf(texts.dateStyles)}
              value={chosen.dates}
              onChange={(value) => change({ dates: value as Chosen['dates'] })}
            />
          ) : (
            <ReasonField value={chosen.reason} onChange={(reason) => change({ reason })} />
          )}
        </InlineGrid>
        <Checkbox
          label={texts.hasHeading}
          checked={chosen.hasHeading}
          onChange={(hasHeading) => change({ hasHeading })}
        />
        <FirstRows headings={setup.headings} rows={firstRows} />
        <BlockStack inlineAlign="start">
          <Button
            {...(run.state === 'checked' ? {} : { variant: 'primary' as const })}
            loading={busy}
            onClick={() => onCheck(chosen)}
          >
            {run.state === 'checked' ? texts.checkAgain : texts.check}
          </Button>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

const NOT_THERE = '';

function ColumnFields({
  setup,
  kind,
  columns,
  onChange,
}: {
  setup: RunSetup;
  kind: RunView['kind'];
  columns: RunSetup['columns'];
  onChange: (columns: RunSetup['columns']) => void;
}) {
  const texts = useTexts(transferTexts);
  const fields: readonly ImportField[] = kind === 'import' ? IMPORT_FIELDS : BULK_FIELDS;
  const options = [
    { value: NOT_THERE, label: texts.notThere },
    ...setup.headings.map((heading, index) => ({
      value: String(index),
      label: texts.column(index + 1, heading),
    })),
  ];
  const choose = (field: ImportField, value: string) => {
    const { [field]: _before, ...others } = columns;
    onChange(value === NOT_THERE ? others : { ...others, [field]: Number(value) });
  };
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }} gap="300">
      {fields.map((field) => (
        <Select
          key={field}
          label={texts.fields[field] ?? field}
          options={options}
          value={columns[field] === undefined ? NOT_THERE : String(columns[field])}
          onChange={(value) => choose(field, value)}
        />
      ))}
    </InlineGrid>
  );
}

function ReasonField({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const texts = useTexts(transferTexts);
  const { reasons } = useTexts(ledgerTexts);
  return (
    <Select
      label={texts.reasonElse}
      options={ADJUSTMENT_REASONS.map((code) => ({ value: code, label: reasons[code] ?? code }))}
      value={value}
      onChange={onChange}
    />
  );
}

function FirstRows({ headings, rows }: { headings: string[]; rows: string[][] }) {
  const texts = useTexts(transferTexts);
  if (rows.length === 0) return null;
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {texts.firstRows}
      </Text>
      <DataTable
        columnContentTypes={headings.map(() => 'text' as const)}
        headings={headings}
        rows={rows.map((cells) => headings.map((_, index) => cells[index] ?? ''))}
        increasedTableDensity
      />
    </BlockStack>
  );
}

function optionsOf(words: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
