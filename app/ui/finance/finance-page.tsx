/** Finance: one report at a time, each for the end of a day. */
import { TitleBar } from '@shopify/app-bridge-react';
import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  Page,
  Select,
  Tabs,
  Text,
  useBreakpoints,
} from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { FinanceQuery, FinanceView } from '#app/presenters/present-finance-types.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { Centered } from '#app/ui/admin/centered.tsx';
import { AgeView } from '#app/ui/finance/age-view.tsx';
import { DeferralView } from '#app/ui/finance/deferral-view.tsx';
import { LiabilityView } from '#app/ui/finance/liability-view.tsx';
import { ProvisionView } from '#app/ui/finance/provision-view.tsx';
import { RedeemedView } from '#app/ui/finance/redeemed-view.tsx';
import { ReportControls } from '#app/ui/finance/report-controls.tsx';
import { financeTexts } from '#app/ui/texts/finance.ts';

export type Ask = (change: Record<string, string | null>) => void;

type FinancePageProps = { query: FinanceQuery; view: FinanceView; loading: boolean; onAsk: Ask };

const REPORTS = ['liability', 'age', 'deferral', 'provision', 'redeemed'] as const;

/** On paper there is the report alone. */
const PAPER = `@media print {
  .finance-screen, .Polaris-Tabs__Wrapper, .Polaris-Page-Header { display: none !important; }
  .Polaris-Page { max-width: none !important; padding: 0 !important; }
}`;

export function FinancePage({ query, view, loading, onAsk }: FinancePageProps) {
  const texts = useTexts(financeTexts);
  return (
    <Page title={texts.title} fullWidth>
      <TitleBar title={texts.title} />
      <style>{PAPER}</style>
      <ReportChoice query={query} onAsk={onAsk}>
        <Box paddingBlockStart="400">
          <BlockStack gap="400">
            <ReportControls
              key={`${query.report} ${query.date}`}
              query={query}
              view={view}
              loading={loading}
              onAsk={onAsk}
            />
            <Concerns view={view} />
            <Report view={view} query={query} onAsk={onAsk} />
          </BlockStack>
        </Box>
      </ReportChoice>
    </Page>
  );
}

/** Tabs where there is room for them, else a list to choose from. */
function ReportChoice({
  query,
  onAsk,
  children,
}: Pick<FinancePageProps, 'query' | 'onAsk'> & { children: ReactNode }) {
  const { smDown } = useBreakpoints();
  const texts = useTexts(financeTexts);
  if (smDown) {
    const options = REPORTS.map((report) => ({ value: report, label: texts.tabs[report] }));
    return (
      <>
        <Box paddingInline="400">
          <Select
            label={texts.tabsLabel}
            labelHidden
            options={options}
            value={query.report}
            onChange={(report) => onAsk({ report })}
          />
        </Box>
        {children}
      </>
    );
  }
  const tabs = REPORTS.map((report) => ({
    id: report,
    content: texts.tabs[report],
    panelID: `${report}-panel`,
  }));
  return (
    <Tabs
      tabs={tabs}
      selected={REPORTS.indexOf(query.report)}
      onSelect={(index) => onAsk({ report: REPORTS[index] ?? 'liability' })}
      disclosureText={texts.tabsLabel}
    >
      {children}
    </Tabs>
  );
}

function Report({ view, query, onAsk }: Omit<FinancePageProps, 'loading'>) {
  const { report } = view;
  if (isEmpty(view)) return <Nothing />;
  switch (report.kind) {
    case 'liability':
      return <LiabilityView report={report} date={view.date} days={query.days} onAsk={onAsk} />;
    case 'age':
      return <AgeView report={report} date={view.date} />;
    case 'deferral':
      return <DeferralView report={report} date={view.date} />;
    case 'provision':
      return <ProvisionView report={report} date={view.date} />;
    case 'redeemed':
      return <RedeemedView report={report} />;
  }
}

function isEmpty({ report }: FinanceView): boolean {
  switch (report.kind) {
    case 'liability':
    case 'provision':
      return report.entries === 0;
    case 'age':
      return report.points === 0 && report.breakage.cohorts.length === 0;
    case 'deferral':
      return report.months.every(
        ({ points }) => points.opening === 0 && points.closing === 0 && points.issued === 0,
      );
    case 'redeemed':
      return false;
  }
}

function Nothing() {
  const texts = useTexts(financeTexts);
  return (
    <Card>
      <Box paddingBlock="800">
        <Centered title={texts.emptyTitle} body={texts.emptyBody}>
          <Button url="/app">{texts.toHome}</Button>
        </Centered>
      </Box>
    </Card>
  );
}

/** What the law may object to, and what keeps the reports from naming money. */
function Concerns({ view }: { view: FinanceView }) {
  const { format } = useAdmin();
  const texts = useTexts(financeTexts);
  const priceless = 'value' in view.report && view.report.value === null && !isEmpty(view);
  return (
    <>
      {view.concerns.map(({ version, kind, months, noticeDays }) => (
        <div key={`${version} ${kind}`} className="finance-screen">
          <Banner tone="warning">
            {kind === 'short'
              ? texts.concerns.short(String(version), format.number(months))
              : texts.concerns.windDown(String(version), format.number(noticeDays ?? 0))}
          </Banner>
        </div>
      ))}
      {priceless ? (
        <Banner tone="info">
          <BlockStack gap="200" inlineAlign="start">
            <Text as="p">{texts.priceless}</Text>
            <Button url="/app/program">{texts.toProgram}</Button>
          </BlockStack>
        </Banner>
      ) : null}
    </>
  );
}
