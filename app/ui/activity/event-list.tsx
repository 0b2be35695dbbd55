/** Deliveries of Shopify as rows: when, what, what became of it, and a second try where one makes sense. */
import { Badge, BlockStack, Box, Button, InlineStack, Link, Text } from '@shopify/polaris';
import type { EventView } from '#app/presenters/event-view.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { activityTexts } from '#app/ui/texts/activity.ts';
import { commonTexts } from '#app/ui/texts/common.ts';

type EventListProps = {
  events: EventView[];
  /** Left out where events can only be read. */
  onRetry?: (deliveryId: string) => void;
  /** The delivery whose retry is on its way. */
  retrying?: string | undefined;
};

export function EventList({ events, onRetry, retrying }: EventListProps) {
  return (
    <BlockStack as="ul" gap="0">
      {events.map((event, index) => (
        <li key={event.deliveryId} style={{ listStyle: 'none' }}>
          <Box
            paddingBlock="300"
            borderColor="border-secondary"
            {...(index > 0 ? { borderBlockStartWidth: '025' as const } : {})}
          >
            <EventItem event={event} onRetry={onRetry} retrying={retrying === event.deliveryId} />
          </Box>
        </li>
      ))}
    </BlockStack>
  );
}

function EventItem({
  event,
  onRetry,
  retrying,
}: {
  event: EventView;
  onRetry: EventListProps['onRetry'];
  retrying: boolean;
}) {
  const { format } = useAdmin();
  const texts = useTexts(activityTexts);
  const common = useTexts(commonTexts);
  const topic = texts.topics[event.topic] ?? event.topic;
  return (
    <InlineStack align="space-between" blockAlign="start" gap="300" wrap={false}>
      <BlockStack gap="100">
        <InlineStack align="start" gap="200" blockAlign="center" wrap>
          <Text as="span" variant="bodyMd" fontWeight="semibold">
            {topic}
          </Text>
          <Badge tone={toneOf(event.state)}>{texts.states[event.state] ?? event.state}</Badge>
        </InlineStack>
        <Text as="span" tone="subdued" variant="bodySm">
          {format.dateTime(event.receivedAt)}
          {event.attempts > 1 ? ` · ${texts.attempts(event.attempts)}` : ''}
          {event.state === 'retry' ? ` · ${texts.nextAttempt(format.dateTime(event.nextAttemptAt))}` : ''}
        </Text>
        <Outcome event={event} />
        {event.order ? (
          <Link url={`shopify://admin/orders/${event.order.id}`} target="_top">
            {event.order.name ? common.orderNamed(event.order.name) : texts.openInShopify}
          </Link>
        ) : null}
      </BlockStack>
      {onRetry && canRetry(event) ? (
        <Button
          onClick={() => onRetry(event.deliveryId)}
          loading={retrying}
          accessibilityLabel={texts.retryLabel(topic)}
        >
          {texts.retry}
        </Button>
      ) : null}
    </InlineStack>
  );
}

function Outcome({ event }: { event: EventView }) {
  const { format } = useAdmin();
  const texts = useTexts(activityTexts);
  const common = useTexts(commonTexts);
  const { result, points, reason } = event.outcome;
  const parts = [
    typeof points === 'number' ? texts.points(common.points(points, format.number(points))) : undefined,
    typeof result === 'string' ? texts.results[result] : undefined,
    typeof reason === 'string' ? (texts.reasons[reason] ?? reason) : undefined,
  ].filter((part) => part !== undefined);
  return (
    <>
      {parts.length > 0 ? (
        <Text as="span" variant="bodySm">
          {parts.join(' · ')}
        </Text>
      ) : null}
      {event.error ? (
        <Text as="span" variant="bodySm" tone="critical" breakWord>
          {event.error}
        </Text>
      ) : null}
    </>
  );
}

function canRetry(event: EventView): boolean {
  return event.state === 'parked' || event.state === 'failed';
}

function toneOf(state: string): 'success' | 'attention' | 'critical' | 'info' | undefined {
  if (state === 'failed') return 'critical';
  if (state === 'parked') return 'attention';
  if (state === 'received' || state === 'retry') return 'info';
  return state === 'done' ? 'success' : undefined;
}
