/** One file on its way in: its columns, what would happen, how far it is, what has happened, and the way back. */
import { TitleBar } from '@shopify/app-bridge-react';
import {
  Banner,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  List,
  Modal,
  Page,
  ProgressBar,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import type { RunView } from '#app/presenters/present-run.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { saveFile } from '#app/ui/admin/save-file.ts';
import { showToast } from '#app/ui/admin/toast.ts';
import { transferTexts } from '#app/ui/texts/transfers.ts';
import { isAtWork, useAsking, useLooking } from '#app/ui/transfers/ask-transfers.ts';
import { MappingCard } from '#app/ui/transfers/mapping-card.tsx';
import { ProblemsCard } from '#app/ui/transfers/problems-card.tsx';
import { StateBadge } from '#app/ui/transfers/runs-page.tsx';
import { SumsCard } from '#app/ui/transfers/sums-card.tsx';

export function RunPage({ run, firstRows, back }: { run: RunView; firstRows: string[][]; back: string }) {
  const texts = useTexts(transferTexts);
  const { format, locale } = useAdmin();
  const { busy, refusal, ask } = useAsking();
  const [asking, setAsking] = useState(false);
  useLooking(isAtWork(run.state));
  const step = (name: string, setup?: unknown) =>
    void ask({ id: run.id, step: name, ...(setup ? { setup } : {}) });
  const canMap =
    !run.begun && ['uploaded', 'checked', 'failed'].includes(run.state) && run.expiresAt !== null;
  const good = run.check ? run.check.booked + run.check.repaired : 0;
  async function report() {
    try {
      await saveFile(
        `/app/api/transfer-report?${new URLSearchParams({ id: run.id, locale })}`,
        'treuwerk.csv',
      );
    } catch {
      showToast(texts.refusals.unexpected ?? '', { isError: true });
    }
  }
  return (
    <Page
      title={run.fileName || (run.kind === 'import' ? texts.importTitle : texts.bulkTitle)}
      titleMetadata={<StateBadge state={run.state} />}
      backAction={{ content: run.kind === 'import' ? texts.importTitle : texts.bulkTitle, url: back }}
    >
      <TitleBar title={run.kind === 'import' ? texts.importTitle : texts.bulkTitle} />
      <BlockStack gap="400">
        {refusal ? <Banner tone="critical">{refusal}</Banner> : null}
        {run.refusal ? <RefusalBanner run={run} /> : null}
        {isAtWork(run.state) ? <Progress run={run} /> : null}
        {run.sameFile && !run.begun ? (
          <Banner tone="warning">{texts.sameFile(format.date(run.sameFile))}</Banner>
        ) : null}
        {run.undo ? <SumsCard title={texts.didTitle} sums={run.undo} undone /> : null}
        {run.result && !run.undo ? <SumsCard title={texts.didTitle} sums={run.result} /> : null}
        {run.check && !run.begun && run.state === 'checked' ? (
          <SumsCard title={texts.wouldTitle} sums={run.check} would>
            <List>
              {run.kind === 'import' ? <List.Item>{texts.add}</List.Item> : null}
              {run.kind === 'import' ? <List.Item>{texts.guests}</List.Item> : null}
              <List.Item>{texts.doubles}</List.Item>
            </List>
            <ButtonGroup>
              <Button variant="primary" disabled={good === 0} loading={busy} onClick={() => step('start')}>
                {texts.start(format.number(good))}
              </Button>
              <Button disabled={busy} onClick={() => step('discard')}>
                {texts.discard}
              </Button>
            </ButtonGroup>
          </SumsCard>
        ) : null}
        {run.problems.length > 0 ? (
          <ProblemsCard problems={run.problems} onDownload={() => void report()} />
        ) : null}
        {canMap ? (
          <MappingCard
            run={run}
            firstRows={firstRows}
            busy={busy}
            onCheck={(setup) => step('check', setup)}
          />
        ) : null}
        <WayBack run={run} busy={busy} onGoOn={() => step('start')} onUndo={() => setAsking(true)} />
      </BlockStack>
      <Modal
        open={asking}
        title={texts.undoTitle}
        onClose={() => setAsking(false)}
        primaryAction={{
          content: texts.undo,
          destructive: true,
          onAction: () => {
            setAsking(false);
            step('undo');
          },
        }}
        secondaryActions={[{ content: texts.cancel, onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{texts.undoText}</Text>
        </Modal.Section>
      </Modal>
    </Page>
  );
}

function WayBack({
  run,
  busy,
  onGoOn,
  onUndo,
}: {
  run: RunView;
  busy: boolean;
  onGoOn: () => void;
  onUndo: () => void;
}) {
  const texts = useTexts(transferTexts);
  if (!run.begun || !['done', 'failed'].includes(run.state)) return null;
  const isStopped = run.state === 'failed';
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p">{isStopped ? texts.stopped : texts.undoText}</Text>
        <ButtonGroup>
          {isStopped && run.expiresAt !== null ? (
            <Button variant="primary" loading={busy} onClick={onGoOn}>
              {texts.goOn}
            </Button>
          ) : null}
          <Button tone="critical" disabled={busy} onClick={onUndo}>
            {texts.undo}
          </Button>
        </ButtonGroup>
      </BlockStack>
    </Card>
  );
}

export function RefusalBanner({ run }: { run: Pick<RunView, 'refusal'> }) {
  const texts = useTexts(transferTexts);
  const { format } = useAdmin();
  const { code = '', details = {} } = run.refusal ?? {};
  const line = details.line === undefined ? '' : ` ${texts.atLine(format.number(Number(details.line)))}`;
  return <Banner tone="critical">{`${texts.refusals[code] ?? texts.refusals.unexpected}${line}`}</Banner>;
}

export function Progress({ run }: { run: Pick<RunView, 'state' | 'done' | 'total'> & { kind: string } }) {
  const texts = useTexts(transferTexts);
  const { format } = useAdmin();
  const words =
    run.kind === 'export' || run.state === 'waiting'
      ? texts.exporting
      : run.kind === 'restore' && run.state === 'running'
        ? texts.restoring
        : run.state === 'checking'
          ? texts.checking
          : run.state === 'undoing'
            ? texts.undoing
            : texts.running;
  const [done, total] = [format.number(run.done), format.number(run.total)];
  const isKnown = run.total > 0 && run.state !== 'checking' && run.total > run.done;
  return (
    <Card>
      <div role="status">
        <BlockStack gap="200">
          <Text as="p">{words}</Text>
          {isKnown ? <ProgressBar progress={(run.done / run.total) * 100} size="small" /> : null}
          <Text as="p" tone="subdued">
            {isKnown ? texts.progress(done, total) : texts.progressOpen(done)}
          </Text>
        </BlockStack>
      </div>
    </Card>
  );
}
