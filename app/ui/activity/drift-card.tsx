/** How the books compare with Shopify: what was checked when, and what differed and was booked. */
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { DriftFindingView, DriftView } from '#app/presenters/present-drift.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { activityTexts } from '#app/ui/texts/activity.ts';
import { commonTexts } from '#app/ui/texts/common.ts';

const REPORTS_SHOWN = 5;
const FINDINGS_SHOWN = 10;

export type DriftProps = {
  reports: DriftView[];
  /** A comparison was asked for and has not ended. */
  comparing: boolean;
  onCompare: () => void;
};

export function DriftCard({ reports, comparing, onCompare }: DriftProps) {
  const texts = useTexts(activityTexts).drift;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {texts.title}
          </Text>
          <Button onClick={onCompare} loading={comparing}>
            {texts.compare}
          </Button>
        </InlineStack>
        <Text as="p" tone="subdued">
          {texts.intro}
        </Text>
        {reports.length === 0 ? <Text as="p">{texts.empty}</Text> : null}
        {reports.slice(0, REPORTS_SHOWN).map((report, index) => (
          <Report key={report.id} report={report} newest={index === 0} />
        ))}
      </BlockStack>
    </Card>
  );
}

/** Only the newest report lists what it found; of the others the numbers remain. */
function Report({ report, newest }: { report: DriftView; newest: boolean }) {
  const { format } = useAdmin();
  const texts = useTexts(activityTexts).drift;
  const { checked, drifted, customersChecked, customersDrifted, findings } = report;
  const shown = findings.slice(0, FINDINGS_SHOWN);
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {format.dateTime(report.startedAt)}
        </Text>
        {report.state === 'running' ? <Badge tone="info">{texts.running}</Badge> : null}
        {report.state === 'failed' ? <Badge tone="critical">{texts.failed}</Badge> : null}
      </InlineStack>
      <Text as="span" variant="bodySm">
        {texts.checked(checked, format.number(checked))}{' '}
        {drifted === 0 ? texts.same : texts.drifted(drifted, format.number(drifted))}
      </Text>
      {customersChecked > 0 ? (
        <Text as="span" variant="bodySm">
          {texts.customersChecked(customersChecked, format.number(customersChecked))}{' '}
          {customersDrifted === 0
            ? texts.customersSame
            : texts.customersDrifted(customersDrifted, format.number(customersDrifted))}
        </Text>
      ) : null}
      {report.error && newest ? (
        <Banner tone="critical">
          <Text as="p" breakWord>
            {report.error}
          </Text>
        </Banner>
      ) : null}
      {newest ? shown.map((one) => <Finding key={one.orderId} finding={one} />) : null}
      {newest && drifted > shown.length ? (
        <Text as="p" variant="bodySm">
          {texts.more(format.number(drifted - shown.length))}
        </Text>
      ) : null}
    </BlockStack>
  );
}

function Finding({ finding }: { finding: DriftFindingView }) {
  const { format } = useAdmin();
  const texts = useTexts(activityTexts).drift;
  const { orderNamed } = useTexts(commonTexts);
  const { orderId, name, memberId, pointsBefore, pointsAfter } = finding;
  return (
    <InlineStack gap="200" align="space-between">
      <InlineStack gap="200">
        <Link url={`shopify://admin/orders/${orderId}`} target="_top">
          {orderNamed(name)}
        </Link>
        {memberId === null ? null : (
          <Link url={`/app/members/${memberId}`} accessibilityLabel={texts.memberLabel(name)}>
            {texts.member}
          </Link>
        )}
      </InlineStack>
      <Text as="span" variant="bodySm" numeric>
        {pointsBefore === pointsAfter
          ? texts.unchanged(format.number(pointsAfter))
          : texts.points(format.number(pointsBefore), format.number(pointsAfter))}
      </Text>
    </InlineStack>
  );
}
