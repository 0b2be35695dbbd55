/** Reading the shop's past: start, progress of each phase, result, error. */
import { Banner, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import type { HistoryImportView, PhaseView } from '#app/presenters/present-history-import.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { homeTexts } from '#app/ui/texts/home.ts';

type HistoryCardProps = {
  history: HistoryImportView | null;
  /** Why the last attempt to start was refused. */
  refusal: string | null;
  starting: boolean;
  enabled: boolean;
  onStart: () => void;
};

export function HistoryCard({ history, refusal, starting, enabled, onStart }: HistoryCardProps) {
  const texts = useTexts(homeTexts).history;
  const running = history !== null && isRunning(history);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <Text as="p" tone="subdued">
          {texts.body}
        </Text>
        {refusal ? (
          <Banner tone="warning">
            <Text as="p">{refusal}</Text>
          </Banner>
        ) : null}
        {history ? <Progress history={history} /> : null}
        {running ? null : (
          <BlockStack inlineAlign="start">
            <Button onClick={onStart} loading={starting} disabled={!enabled}>
              {history ? texts.again : texts.start}
            </Button>
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}

function Progress({ history }: { history: HistoryImportView }) {
  const { format } = useAdmin();
  const texts = useTexts(homeTexts).history;
  if (history.error) {
    return (
      <Banner tone="critical">
        <BlockStack gap="100">
          <Text as="p">{texts.failed}</Text>
          <Text as="p" variant="bodySm" breakWord>
            {history.error}
          </Text>
        </BlockStack>
      </Banner>
    );
  }
  if (isRunning(history)) return <Phases history={history} />;
  if (!history.finishedAt) return null;
  const read = history.phases
    .filter(({ state }) => state === 'done')
    .map(({ phase, done }) => texts.counted[phase](format.number(done)));
  return <Text as="p">{texts.done(read, format.dateTime(history.finishedAt))}</Text>;
}

function Phases({ history }: { history: HistoryImportView }) {
  const texts = useTexts(homeTexts).history;
  return (
    <BlockStack gap="200">
      <BlockStack as="ul" gap="100">
        {history.phases.map((phase) => (
          <InlineStack as="li" key={phase.phase} align="space-between" gap="200">
            <Text as="span" fontWeight={isActive(phase) ? 'semibold' : 'regular'}>
              {texts.phases[phase.phase]}
            </Text>
            <PhaseWord phase={phase} />
          </InlineStack>
        ))}
      </BlockStack>
      {history.phases.filter(isActive).map(({ phase, state, total, done }) => (
        <ProgressBar
          key={phase}
          progress={state === 'booking' && total > 0 ? Math.floor((done / total) * 100) : 0}
          size="small"
          ariaLabelledBy="history-progress"
        />
      ))}
    </BlockStack>
  );
}

function PhaseWord({ phase }: { phase: PhaseView }) {
  const { format } = useAdmin();
  const texts = useTexts(homeTexts).history;
  const { state, total, done } = phase;
  const words: Record<PhaseView['state'], string> = {
    waiting: texts.waits,
    reading: total === 0 ? texts.preparing : texts.listing(format.number(total)),
    booking: texts.running(format.number(done), format.number(total)),
    done: texts.taken(format.number(done)),
    skipped: texts.skipped,
    stopped: texts.waits,
  };
  return (
    <Text
      as="span"
      tone={isActive(phase) ? 'base' : 'subdued'}
      {...(isActive(phase) && { id: 'history-progress' })}
    >
      {words[state]}
    </Text>
  );
}

function isActive({ state }: PhaseView): boolean {
  return state === 'reading' || state === 'booking';
}

export function isRunning(history: Pick<HistoryImportView, 'state' | 'error'>): boolean {
  return history.error === null && history.state !== 'done' && history.state !== 'failed';
}
