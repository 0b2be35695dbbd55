/** The worst first: a verdict per part with its facts, then topics, jobs and loops as tables. */
import { TitleBar } from '@shopify/app-bridge-react';
import { Badge, BlockStack, Box, Button, InlineStack, Page, Text } from '@shopify/polaris';
import type { HealthView } from '#app/core/health/health-view.ts';
import type { Check, Verdict } from '#app/core/health/judge-health.ts';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { JobsCard, LoopsCard, TopicsCard } from '#app/ui/health/health-tables.tsx';
import { tellCheck } from '#app/ui/health/tell-check.ts';
import { healthTexts } from '#app/ui/texts/health.ts';

type HealthPageProps = {
  view: HealthView;
  loading: boolean;
  busy: boolean;
  onReload: () => void;
  onRetry: (jobId: string) => void;
  onAudit: () => void;
  onCompare: () => void;
};

const TONES: Record<Verdict, 'critical' | 'warning' | 'info' | 'success'> = {
  broken: 'critical',
  watch: 'warning',
  unknown: 'info',
  well: 'success',
};

export function HealthPage(props: HealthPageProps) {
  const { view, loading, busy, onReload, onRetry } = props;
  const { format } = useAdmin();
  const texts = useTexts(healthTexts);
  const bad = view.checks.filter(({ verdict }) => verdict === 'broken' || verdict === 'watch').length;
  return (
    <Page
      title={texts.title}
      subtitle={texts.subtitle(bad, format.dateTime(view.measuredAt))}
      backAction={{ content: texts.activity, url: '/app/activity' }}
      primaryAction={{ content: texts.reload, onAction: onReload, loading }}
    >
      <TitleBar title={texts.title} />
      <BlockStack gap="400">
        <ListCard
          title={texts.checks}
          empty={texts.none}
          rows={view.checks.map((check) => ({
            key: check.name,
            content: <CheckRow check={check} {...props} />,
          }))}
        />
        <JobsCard jobs={view.jobs} busy={busy} onRetry={onRetry} />
        <TopicsCard topics={view.topics} />
        <LoopsCard loops={view.loops} role={view.role} />
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <Text as="p" tone="subdued">
            {texts.operations}
          </Text>
        </Box>
      </BlockStack>
    </Page>
  );
}

function CheckRow({ check, view, busy, onAudit, onCompare }: HealthPageProps & { check: Check }) {
  const { format } = useAdmin();
  const texts = useTexts(healthTexts);
  const may = useMay('configure');
  const { name, verdict } = check;
  const remedy = verdict === 'well' || verdict === 'unknown' ? undefined : texts.remedies[name];
  const ask = name === 'books' ? onAudit : name === 'drift' ? onCompare : undefined;
  return (
    <InlineStack align="space-between" blockAlign="start" gap="300" wrap={false}>
      <BlockStack gap="050">
        <InlineStack gap="200" align="start" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            {texts.names[name]}
          </Text>
          <Badge tone={TONES[verdict]}>{texts.verdicts[verdict]}</Badge>
        </InlineStack>
        <Text as="span" variant="bodySm">
          {tellCheck(name, view, texts, format)}
        </Text>
        {remedy ? (
          <Text as="span" variant="bodySm" tone="subdued">
            {remedy}
          </Text>
        ) : null}
      </BlockStack>
      {ask && may ? (
        <Button size="slim" disabled={busy} onClick={ask}>
          {name === 'books' ? texts.auditNow : texts.compareNow}
        </Button>
      ) : null}
    </InlineStack>
  );
}
