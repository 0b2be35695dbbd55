/** Jobs, topics and loops in numbers. */
import { Badge, BlockStack, Box, Button, Card, DataTable, InlineStack, Text } from '@shopify/polaris';
import type { HealthView, JobView } from '#app/core/health/health-view.ts';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { activityTexts } from '#app/ui/texts/activity.ts';
import { healthTexts } from '#app/ui/texts/health.ts';

export function JobsCard(props: { jobs: JobView[]; busy: boolean; onRetry: (id: string) => void }) {
  const texts = useTexts(healthTexts).jobs;
  return (
    <ListCard
      title={texts.title}
      empty={texts.empty}
      rows={props.jobs.map((job) => ({ key: job.id, content: <JobRow job={job} {...props} /> }))}
    />
  );
}

function JobRow({ job, busy, onRetry }: { job: JobView; busy: boolean; onRetry: (id: string) => void }) {
  const { format } = useAdmin();
  const texts = useTexts(healthTexts).jobs;
  const may = useMay('configure');
  const failed = job.state === 'failed';
  return (
    <InlineStack align="space-between" blockAlign="start" gap="300" wrap={false}>
      <BlockStack gap="050">
        <InlineStack gap="200" align="start" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            {texts.queues[job.queue] ?? job.queue}
          </Text>
          <Badge {...(failed ? { tone: 'critical' as const } : {})}>{texts.states[job.state]}</Badge>
        </InlineStack>
        <Text as="span" variant="bodySm" tone="subdued">
          {texts.about(format.dateTime(job.createdAt), format.number(job.retries))}
        </Text>
        {job.said ? (
          <Text as="span" variant="bodySm" breakWord>
            {job.said}
          </Text>
        ) : null}
      </BlockStack>
      {failed && may ? (
        <Button size="slim" disabled={busy} onClick={() => onRetry(job.id)}>
          {texts.retry}
        </Button>
      ) : null}
    </InlineStack>
  );
}

export function TopicsCard({ topics }: { topics: HealthView['topics'] }) {
  const { format } = useAdmin();
  const texts = useTexts(healthTexts);
  const words = useTexts(activityTexts).topics;
  const { columns } = texts.topics;
  return (
    <Card padding="0">
      <Heading title={texts.topics.title} about={texts.topics.about} />
      {topics.length === 0 ? (
        <Nothing text={texts.topics.empty} />
      ) : (
        <DataTable
          columnContentTypes={['text', 'numeric', 'numeric', 'numeric']}
          headings={[columns.topic, columns.count, columns.delay, columns.last]}
          rows={topics.map(({ topic, count, delayMs, lastAt }) => [
            words[topic] ?? topic,
            format.number(count),
            texts.span(Math.round(delayMs / 1_000), format.number),
            format.dateTime(lastAt),
          ])}
        />
      )}
    </Card>
  );
}

export function LoopsCard({ loops, role }: { loops: HealthView['loops']; role: string }) {
  const { format } = useAdmin();
  const texts = useTexts(healthTexts);
  const { columns } = texts.loops;
  return (
    <Card padding="0">
      <Heading title={texts.loops.title} about={texts.loops.about(role)} />
      {loops.length === 0 ? (
        <Nothing text={texts.facts.noLoops} />
      ) : (
        <DataTable
          columnContentTypes={['text', 'numeric', 'numeric']}
          headings={[columns.loop, columns.idle, columns.failures]}
          rows={loops.map(({ name, idleMs, failures }) => [
            texts.loops.names[name] ?? name,
            texts.span(Math.round(idleMs / 1_000), format.number),
            format.number(failures),
          ])}
        />
      )}
    </Card>
  );
}

function Heading({ title, about }: { title: string; about: string }) {
  return (
    <Box padding="400" paddingBlockEnd="200">
      <BlockStack gap="100">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <Text as="p" tone="subdued" variant="bodySm">
          {about}
        </Text>
      </BlockStack>
    </Box>
  );
}

function Nothing({ text }: { text: string }) {
  return (
    <Box padding="400">
      <Text as="p" tone="subdued">
        {text}
      </Text>
    </Box>
  );
}
