/** The guided way back: what winding down does, a day that is far enough away, words for the customers, and the switch. */
import { BlockStack, Button, Card, Collapsible, InlineStack, Modal, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { carefulEnd, warningOfEnd } from '#app/core/program/wind-down.ts';
import type { Program } from '#app/core/program/program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { windDownTexts } from '#app/ui/texts/wind-down.ts';

type WindDownProps = {
  program: Program;
  busy: boolean;
  refusal: string | null;
  onStage: (stage: 'live' | 'phaseOut') => void;
};

export function WindDownCard(props: WindDownProps) {
  const texts = useTexts(windDownTexts);
  const { program, busy, refusal, onStage } = props;
  if (program.stage === 'test') return null;
  const over = program.stage === 'phaseOut';
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <Text as="p" tone="subdued">
          {over ? texts.done : texts.body}
        </Text>
        {refusal ? (
          <Text as="p" tone="critical">
            {refusal}
          </Text>
        ) : null}
        {over ? (
          <>
            <Notice program={program} />
            <Button loading={busy} onClick={() => onStage('live')}>
              {texts.again}
            </Button>
          </>
        ) : (
          <Preparing {...props} />
        )}
      </BlockStack>
    </Card>
  );
}

function Preparing({ program, busy, onStage }: WindDownProps) {
  const texts = useTexts(windDownTexts);
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        disclosure={open ? 'up' : 'down'}
        ariaExpanded={open}
        ariaControls="wind-down"
        onClick={() => setOpen(!open)}
      >
        {texts.prepare}
      </Button>
      <Collapsible id="wind-down" open={open}>
        <BlockStack gap="300" inlineAlign="start">
          <Notice program={program} />
          <Button tone="critical" loading={busy} onClick={() => setAsking(true)}>
            {texts.start}
          </Button>
        </BlockStack>
      </Collapsible>
      <Modal
        open={asking}
        title={texts.confirmTitle}
        onClose={() => setAsking(false)}
        primaryAction={{
          content: texts.start,
          destructive: true,
          onAction: () => {
            setAsking(false);
            onStage('phaseOut');
          },
        }}
        secondaryActions={[{ content: texts.cancel, onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{texts.confirm}</Text>
        </Modal.Section>
      </Modal>
    </>
  );
}

function Notice({ program }: { program: Program }) {
  const { format, language, timeZone } = useAdmin();
  const texts = useTexts(windDownTexts);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());
  const [end, setEnd] = useState(() => carefulEnd(today));
  const warning = warningOfEnd(end, today);
  const points = (program.pointsName[language] ?? program.pointsName.en)?.other ?? '';
  const day = warning === 'no-day' ? end : format.date(`${end}T12:00:00Z`);
  return (
    <BlockStack gap="300">
      <InlineStack>
        <TextField
          label={texts.end}
          type="date"
          autoComplete="off"
          value={end}
          onChange={setEnd}
          helpText={texts.endHelp}
          {...(warning ? { error: texts[warning] } : {})}
        />
      </InlineStack>
      <TextField
        label={texts.notice}
        autoComplete="off"
        readOnly
        multiline={3}
        value={texts.noticeText(points, day)}
        helpText={texts.noticeHelp}
      />
    </BlockStack>
  );
}
