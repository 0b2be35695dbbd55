/** Reading the shop's past orders: start, progress, result, error. */
import { Banner, BlockStack, Button, Card, ProgressBar, Text } from '@shopify/polaris';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { homeTexts } from '#app/ui/texts/home.ts';

export type HistoryProgress = {
  state: string;
  total: number;
  done: number;
  error: string | null;
  finishedAt?: string | null;
};

type HistoryCardProps = {
  history: HistoryProgress | null;
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

function Progress({ history }: { history: HistoryProgress }) {
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
  if (!isRunning(history)) {
    return history.finishedAt ? (
      <Text as="p">{texts.done(format.number(history.done), format.dateTime(history.finishedAt))}</Text>
    ) : null;
  }
  if (history.total === 0) return <Text as="p">{texts.preparing}</Text>;
  return (
    <BlockStack gap="200">
      <ProgressBar
        progress={Math.floor((history.done / history.total) * 100)}
        size="small"
        ariaLabelledBy="history-progress"
      />
      <Text as="p" id="history-progress">
        {texts.running(format.number(history.done), format.number(history.total))}
      </Text>
    </BlockStack>
  );
}

export function isRunning(history: HistoryProgress): boolean {
  return history.error === null && history.state !== 'done' && history.state !== 'failed';
}
