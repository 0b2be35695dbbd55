/** Staff gives or takes points, always with a reason. The key of the form makes a double click one booking. */
import { Banner, BlockStack, Button, Card, ChoiceList, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { AdminRights } from '#app/core/contracts/admin.ts';
import { ADJUSTMENT_REASONS } from '#app/core/ledger/adjust.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { parsePoints } from '#app/ui/member/parse-points.ts';
import { ledgerTexts } from '#app/ui/texts/ledger.ts';
import { memberTexts } from '#app/ui/texts/member.ts';

const NOTE_LENGTH_MAX = 500;

export type Adjustment = { points: number; reasonCode: string; note: string };

export type AdjustFormProps = {
  /** Changes once a booking has succeeded: the form starts over. */
  formKey: string;
  /** What whoever looks may give. */
  rights: AdminRights;
  busy: boolean;
  refusal: string | null;
  onSubmit: (adjustment: Adjustment) => void;
};

/** Who may only look finds no form; who serves gives goodwill and nothing else. */
export function AdjustForm(props: AdjustFormProps) {
  if (!props.rights.serve) return null;
  return <AdjustFields key={props.formKey} {...props} />;
}

function AdjustFields({ rights, busy, refusal, onSubmit }: AdjustFormProps) {
  const { format } = useAdmin();
  const texts = useTexts(memberTexts).adjust;
  const { reasons } = useTexts(ledgerTexts);
  const [direction, setDirection] = useState<'credit' | 'debit'>('credit');
  const [points, setPoints] = useState('');
  const [reasonCode, setReasonCode] = useState<string>(ADJUSTMENT_REASONS[0]);
  const [note, setNote] = useState('');
  const [checked, setChecked] = useState(false);
  const count = parsePoints(points);
  const noteTooLong = note.length > NOTE_LENGTH_MAX;
  const submit = () => {
    setChecked(true);
    if (count === undefined || noteTooLong) return;
    onSubmit({ points: direction === 'credit' ? count : -count, reasonCode, note: note.trim() });
  };
  return (
    <Card>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {rights.configure ? texts.title : texts.goodwill}
          </Text>
          {refusal ? <Banner tone="critical">{refusal}</Banner> : null}
          {rights.configure ? (
            <ChoiceList
              title={texts.direction}
              titleHidden
              choices={[
                { label: texts.credit, value: 'credit' },
                { label: texts.debit, value: 'debit' },
              ]}
              selected={[direction]}
              onChange={([chosen]) => setDirection(chosen === 'debit' ? 'debit' : 'credit')}
            />
          ) : null}
          <TextField
            label={texts.points}
            autoComplete="off"
            inputMode="numeric"
            value={points}
            onChange={setPoints}
            error={checked && count === undefined ? texts.pointsError : undefined}
          />
          {rights.configure ? (
            <Select
              label={texts.reason}
              options={ADJUSTMENT_REASONS.map((code) => ({ value: code, label: reasons[code] ?? code }))}
              value={reasonCode}
              onChange={setReasonCode}
            />
          ) : (
            <Text as="p" tone="subdued">
              {rights.goodwillLeft === null
                ? texts.goodwillOnly
                : texts.goodwillLeft(format.number(rights.goodwillLeft))}
            </Text>
          )}
          <TextField
            label={texts.note}
            autoComplete="off"
            multiline={2}
            helpText={texts.noteHelp}
            value={note}
            onChange={setNote}
            error={noteTooLong ? texts.noteError : undefined}
          />
          <BlockStack inlineAlign="start">
            <Button submit loading={busy}>
              {direction === 'credit' ? texts.submitCredit : texts.submitDebit}
            </Button>
          </BlockStack>
        </BlockStack>
      </form>
    </Card>
  );
}
