/** What the shop's past says, while it is read and after. */
import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineGrid,
  ProgressBar,
  SkeletonBodyText,
  Text,
} from '@shopify/polaris';
import type { PastFigures, PastSummary } from '#app/core/concept/past-summary.ts';
import type { HistoryImportView } from '#app/presenters/present-history-import.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { isRunning } from '#app/ui/home/history-card.tsx';
import { setupTexts } from '#app/ui/texts/setup.ts';

/** So few orders say nothing: the proposal does not go by them. */
const ORDERS_MIN = 20;

type PastCardProps = {
  /** False until the first answer: then an outline stands for it. */
  known: boolean;
  past: PastSummary;
  figures: PastFigures;
  history: HistoryImportView;
  refusal: string | null;
  onRead: () => void;
  /** Asks the merchant for the orders of all times; null when they are there. */
  onAllow: (() => void) | null;
};

export function PastCard({ known, past, figures, history, refusal, onRead, onAllow }: PastCardProps) {
  const texts = useTexts(setupTexts).past;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <Reading history={history} refusal={refusal} onRead={onRead} />
        {onAllow ? (
          <BlockStack gap="200" inlineAlign="start">
            <Text as="p">{texts.sixty}</Text>
            <Button onClick={onAllow}>{texts.sixtyAsk}</Button>
          </BlockStack>
        ) : null}
        {known ? null : <Waiting />}
        {figures.orders > 0 ? <Figures figures={figures} /> : null}
        {known ? <Silence history={history} figures={figures} /> : null}
        {past.oneOffs.map(({ title, buyers, next }) => (
          <OneOff key={title} title={title} buyers={buyers} next={next} />
        ))}
      </BlockStack>
    </Card>
  );
}

/** As high as the figures will be. */
function Waiting() {
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="400">
      {['customers', 'orders', 'order', 'back'].map((name) => (
        <Box key={name} minHeight="72px">
          <SkeletonBodyText lines={3} />
        </Box>
      ))}
    </InlineGrid>
  );
}

function Reading({ history, refusal, onRead }: Pick<PastCardProps, 'history' | 'refusal' | 'onRead'>) {
  const { format } = useAdmin();
  const texts = useTexts(setupTexts).past;
  if (history.error !== null || refusal !== null) {
    return (
      <Banner tone="warning">
        <BlockStack gap="200" inlineAlign="start">
          <Text as="p">{refusal ?? texts.failed}</Text>
          <Button onClick={onRead}>{texts.again}</Button>
        </BlockStack>
      </Banner>
    );
  }
  if (history.id === null || !isRunning(history)) return null;
  const { total, done } = history;
  return (
    <BlockStack gap="200">
      <Text as="p">{texts.reading}</Text>
      <ProgressBar
        size="small"
        progress={total > 0 ? Math.floor((done / total) * 100) : 0}
        ariaLabelledBy="setup-reading"
      />
      <Text as="p" tone="subdued" id="setup-reading">
        {total > 0 ? texts.readingPart(format.number(done), format.number(total)) : texts.preparing}
      </Text>
    </BlockStack>
  );
}

function Silence({ history, figures }: Pick<PastCardProps, 'history' | 'figures'>) {
  const texts = useTexts(setupTexts).past;
  if (figures.orders >= ORDERS_MIN || (history.id !== null && isRunning(history))) return null;
  return <Text as="p">{figures.orders === 0 ? texts.empty : texts.few}</Text>;
}

function Figures({ figures }: { figures: PastFigures }) {
  const { format } = useAdmin();
  const texts = useTexts(setupTexts).past;
  const { orderMinor, daysBetween } = figures;
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="400">
      <Figure label={texts.customers} value={format.number(figures.customers)} />
      <Figure
        label={texts.orders}
        value={format.number(figures.orders)}
        help={texts.ordersHelp(format.number(Math.round(figures.ordersPerMonth)))}
      />
      <Figure
        label={texts.order}
        value={format.money(orderMinor.median)}
        help={texts.orderHelp(format.money(orderMinor.low), format.money(orderMinor.high))}
      />
      <Figure
        label={texts.back}
        value={format.share(figures.share.two)}
        help={daysBetween === null ? texts.backNever : texts.backHelp(format.number(daysBetween))}
      />
    </InlineGrid>
  );
}

export function Figure({ label, value, help }: { label: string; value: string; help?: string | undefined }) {
  return (
    <Box>
      <BlockStack gap="100">
        <Text as="p" tone="subdued">
          {label}
        </Text>
        <Text as="p" variant="headingLg" numeric>
          {value}
        </Text>
        {help ? (
          <Text as="p" variant="bodySm" tone="subdued">
            {help}
          </Text>
        ) : null}
      </BlockStack>
    </Box>
  );
}

function OneOff({ title, buyers, next }: { title: string; buyers: number; next: string[] }) {
  const { format } = useAdmin();
  const texts = useTexts(setupTexts).past;
  if (next.length === 0) return null;
  return (
    <Text as="p" tone="subdued">
      {texts.oneOff(title, format.number(buyers), next.join(', '))}
    </Text>
  );
}
