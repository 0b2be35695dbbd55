/** Everything out as one file; an export of Treuwerk into an empty shop, and back. */
import { TitleBar } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Button, Card, InlineStack, Modal, Page, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { TransferView } from '#app/presenters/present-transfers.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { saveFile } from '#app/ui/admin/save-file.ts';
import { showToast } from '#app/ui/admin/toast.ts';
import { transferTexts } from '#app/ui/texts/transfers.ts';
import { isAtWork, useAsking, useLooking } from '#app/ui/transfers/ask-transfers.ts';
import { FileField } from '#app/ui/transfers/file-field.tsx';
import { Progress, RefusalBanner } from '#app/ui/transfers/run-page.tsx';
import { StateBadge } from '#app/ui/transfers/runs-page.tsx';

export function ExportPage({ exports, restores }: { exports: TransferView[]; restores: TransferView[] }) {
  const texts = useTexts(transferTexts);
  const asking = useAsking();
  const working = [...exports, ...restores].find(({ state }) => isAtWork(state));
  useLooking(working !== undefined);
  return (
    <Page title={texts.exportTitle} backAction={{ content: texts.back, url: '/app/members' }}>
      <TitleBar title={texts.exportTitle} />
      <BlockStack gap="400">
        {asking.refusal ? <Banner tone="critical">{asking.refusal}</Banner> : null}
        {working ? <Progress run={working} /> : null}
        <ListCard
          title={texts.exportTitle}
          intro={texts.exportIntro}
          empty={texts.exportEmpty}
          rows={exports.map((one) => ({ key: one.id, content: <ExportRow one={one} /> }))}
          footer={
            <BlockStack inlineAlign="start">
              <Button
                variant="primary"
                loading={asking.busy}
                disabled={exports.some(({ state }) => isAtWork(state))}
                onClick={() => void asking.ask({ export: true })}
              >
                {texts.exportStart}
              </Button>
            </BlockStack>
          }
        />
        <RestoreCard restores={restores} asking={asking} />
      </BlockStack>
    </Page>
  );
}

function ExportRow({ one }: { one: TransferView }) {
  const texts = useTexts(transferTexts);
  const { format } = useAdmin();
  const isReady = one.state === 'done' && one.expiresAt !== null;
  async function download() {
    try {
      await saveFile(`/app/api/transfer-file?id=${one.id}`, one.fileName);
    } catch {
      showToast(texts.gone, { isError: true });
    }
  }
  return (
    <InlineStack gap="200" align="space-between" blockAlign="center">
      <BlockStack>
        <Text as="span">{format.dateTime(one.createdAt)}</Text>
        <Text as="span" tone="subdued" variant="bodySm">
          {isReady
            ? texts.keptUntil(format.date(one.expiresAt ?? ''))
            : one.state === 'done'
              ? texts.gone
              : ''}
        </Text>
      </BlockStack>
      {isReady ? (
        <Button onClick={() => void download()} accessibilityLabel={`${texts.download}: ${one.fileName}`}>
          {texts.download}
        </Button>
      ) : (
        <StateBadge state={one.state} />
      )}
    </InlineStack>
  );
}

function RestoreCard({
  restores,
  asking,
}: {
  restores: TransferView[];
  asking: ReturnType<typeof useAsking>;
}) {
  const texts = useTexts(transferTexts);
  const [undoing, setUndoing] = useState<string | null>(null);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {texts.restoreTitle}
          </Text>
          <Text as="p" tone="subdued">
            {texts.restoreIntro}
          </Text>
        </BlockStack>
        {restores.map((one) => (
          <RestoreRow
            key={one.id}
            one={one}
            busy={asking.busy}
            onStep={(step) => (step === 'undo' ? setUndoing(one.id) : void asking.ask({ id: one.id, step }))}
          />
        ))}
        <FileField
          label={texts.restoreFile}
          help=""
          accept=".gz,application/gzip,application/x-gzip"
          busy={asking.busy}
          onFile={(file) => void asking.upload('restore', file)}
        />
      </BlockStack>
      <Modal
        open={undoing !== null}
        title={texts.undoTitle}
        onClose={() => setUndoing(null)}
        primaryAction={{
          content: texts.undo,
          destructive: true,
          onAction: () => {
            void asking.ask({ id: undoing ?? '', step: 'undo' });
            setUndoing(null);
          },
        }}
        secondaryActions={[{ content: texts.cancel, onAction: () => setUndoing(null) }]}
      >
        <Modal.Section>
          <Text as="p">{texts.undoWhole}</Text>
        </Modal.Section>
      </Modal>
    </Card>
  );
}

type Brought = {
  rows?: Record<string, number>;
  forgotten?: number;
  hashesRenewed?: number;
  hashesLost?: number;
  against?: unknown[];
};

function RestoreRow({
  one,
  busy,
  onStep,
}: {
  one: TransferView;
  busy: boolean;
  onStep: (step: 'start' | 'discard' | 'undo') => void;
}) {
  const texts = useTexts(transferTexts);
  const { format } = useAdmin();
  const { rows, forgotten = 0, hashesRenewed = 0, hashesLost = 0, against = [] } = one.summary as Brought;
  const waits = one.expiresAt !== null && ['uploaded', 'failed'].includes(one.state);
  const lines = [
    rows ? texts.restored(format.number(rows.members ?? 0), format.number(rows.entries ?? 0)) : '',
    forgotten > 0 ? texts.forgotten(format.number(forgotten)) : '',
    hashesRenewed + hashesLost > 0
      ? texts.hashes(format.number(hashesRenewed), format.number(hashesLost))
      : '',
    against.length > 0 ? texts.against : '',
  ].filter((line) => line !== '');
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" align="space-between" blockAlign="center">
        <Text as="span" breakWord>
          {one.fileName}
        </Text>
        <StateBadge state={one.state} />
      </InlineStack>
      {one.refusal ? <RefusalBanner run={one} /> : null}
      {one.state === 'done'
        ? lines.map((line) => (
            <Text key={line} as="p">
              {line}
            </Text>
          ))
        : null}
      <InlineStack gap="200">
        {waits ? (
          <Button loading={busy} onClick={() => onStep('start')}>
            {texts.restoreStart}
          </Button>
        ) : null}
        {waits ? (
          <Button disabled={busy} onClick={() => onStep('discard')}>
            {texts.discard}
          </Button>
        ) : null}
        {one.state === 'done' ? (
          <Button tone="critical" disabled={busy} onClick={() => onStep('undo')}>
            {texts.undo}
          </Button>
        ) : null}
      </InlineStack>
    </BlockStack>
  );
}
