/** The list of tasks with its filter; each can be given to somebody, called done, opened again. */
import { TitleBar } from '@shopify/app-bridge-react';
import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  Page,
  Select,
  Tabs,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import { TASK_FILTERS, type TaskFilter } from '#app/core/tasks/task.ts';
import type { TasksView, TaskView } from '#app/presenters/present-tasks.ts';
import { Centered } from '#app/ui/admin/centered.tsx';
import { useActorName, useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { WriteTask } from '#app/ui/tasks/write-task.tsx';
import { taskTexts } from '#app/ui/texts/tasks.ts';

type TasksPageProps = {
  view: TasksView;
  filter: TaskFilter;
  loading: boolean;
  mayDo: boolean;
  onFilter: (filter: TaskFilter) => void;
};

export function TasksPage({ view, filter, loading, mayDo, onFilter }: TasksPageProps) {
  const { format } = useAdmin();
  const texts = useTexts(taskTexts);
  const [writing, setWriting] = useState(false);
  return (
    <Page
      title={texts.title}
      subtitle={texts.intro}
      {...(mayDo ? { primaryAction: { content: texts.write, onAction: () => setWriting(true) } } : {})}
    >
      <TitleBar title={texts.title} />
      <Card padding="0">
        <Tabs
          tabs={TASK_FILTERS.map((id) => ({
            id,
            content: texts.filterCount(texts.filters[id], format.number(view.counts[id])),
            panelID: 'tasks',
          }))}
          selected={TASK_FILTERS.indexOf(filter)}
          onSelect={(index) => onFilter(TASK_FILTERS[index] ?? 'open')}
        />
        <Box id="tasks" paddingInline="400" paddingBlockEnd="400" {...(loading ? { opacity: '0.6' } : {})}>
          {view.list.length === 0 ? (
            <Box paddingBlock="800">
              <Centered title={texts.filters[filter]} body={texts.empty[filter]} />
            </Box>
          ) : (
            <BlockStack as="ul">
              {view.list.map((one, index) => (
                <li key={one.key} style={{ listStyle: 'none' }}>
                  <Box
                    paddingBlock="300"
                    borderColor="border-secondary"
                    {...(index > 0 ? { borderBlockStartWidth: '025' as const } : {})}
                  >
                    <TaskItem one={one} staff={view.staff} mayDo={mayDo} />
                  </Box>
                </li>
              ))}
            </BlockStack>
          )}
          {view.more ? (
            <Text as="p" tone="subdued">
              {texts.more}
            </Text>
          ) : null}
        </Box>
      </Card>
      {writing ? <WriteTask onClose={() => setWriting(false)} /> : null}
    </Page>
  );
}

function TaskItem({ one, staff, mayDo }: { one: TaskView; staff: TasksView['staff']; mayDo: boolean }) {
  const { format } = useAdmin();
  const texts = useTexts(taskTexts);
  const actorName = useActorName();
  const times = [
    ...(one.dueAt && one.state === 'open' ? [texts.due(format.date(one.dueAt))] : []),
    texts.opened(format.date(one.createdAt)),
    ...(one.doneAt ? [texts.doneAt(format.date(one.doneAt), actorName(one.doneBy ?? 'treuwerk'))] : []),
  ];
  const name = one.memberName ?? texts.unnamed;
  return (
    <BlockStack gap="200">
      <InlineStack align="start" gap="200" blockAlign="center" wrap>
        <Text as="h2" variant="bodyMd" fontWeight="semibold">
          {texts.kinds[one.kind]}
        </Text>
        {one.isLate ? <Badge tone="critical">{texts.overdue}</Badge> : null}
      </InlineStack>
      <Text as="p" breakWord>
        {one.subject === '' ? texts.what[one.kind] : one.subject}
      </Text>
      <Text as="p" tone="subdued" variant="bodySm">
        {times.join(' · ')}
      </Text>
      <InlineStack align="start" gap="300" blockAlign="center" wrap>
        {one.memberId === null ? null : (
          <Link url={`/app/members/${one.memberId}`}>{texts.member(name)}</Link>
        )}
        {one.orderId === null ? null : (
          <Link url={`shopify://admin/orders/${one.orderId}`} target="_top">
            {texts.order(one.orderName ?? one.orderId)}
          </Link>
        )}
        {one.surveyId === null ? null : (
          <Link url={`/app/surveys/${one.surveyId}?filter=bad`}>{texts.survey}</Link>
        )}
      </InlineStack>
      {mayDo ? <TaskActions one={one} staff={staff} what={`${texts.kinds[one.kind]}, ${name}`} /> : null}
    </BlockStack>
  );
}

function TaskActions({ one, staff, what }: { one: TaskView; staff: TasksView['staff']; what: string }) {
  const texts = useTexts(taskTexts);
  const { send, busy, refusal, done } = useJson<object>('task');
  useToast(done, texts.saved);
  const isDone = one.state === 'done';
  return (
    <BlockStack gap="100">
      <InlineStack align="start" gap="300" blockAlign="end" wrap>
        {isDone ? null : (
          <Select
            label={texts.owner}
            labelInline
            options={[
              { value: '', label: texts.nobody },
              ...staff.map(({ userId, name }) => ({
                value: userId,
                label: name ?? texts.staffNumber(userId),
              })),
            ]}
            value={one.ownerId ?? ''}
            disabled={busy}
            onChange={(ownerId) => send({ key: one.key, ownerId: ownerId || null })}
          />
        )}
        <Button
          loading={busy}
          onClick={() => send({ key: one.key, state: isDone ? 'open' : 'done' })}
          accessibilityLabel={isDone ? texts.reopenLabel(what) : texts.doneLabel(what)}
        >
          {isDone ? texts.reopen : texts.done}
        </Button>
      </InlineStack>
      {refusal ? (
        <Text as="p" tone="critical">
          {refusal}
        </Text>
      ) : null}
    </BlockStack>
  );
}
