/** Where a CSV is uploaded, and the files that came before. */
import { TitleBar } from '@shopify/app-bridge-react';
import { Badge, BlockStack, Banner, Card, InlineStack, Link, Page, Spinner, Text } from '@shopify/polaris';
import type { TransferView } from '#app/presenters/present-transfers.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { transferTexts } from '#app/ui/texts/transfers.ts';
import { isAtWork, useAsking, useLooking } from '#app/ui/transfers/ask-transfers.ts';
import { FileField } from '#app/ui/transfers/file-field.tsx';

type RunsPageProps = {
  kind: 'import' | 'bulk';
  limits: { megabytes: number; rows: number };
  runs: TransferView[];
  onUploaded: (id: string) => void;
};

export function RunsPage({ kind, limits, runs, onUploaded }: RunsPageProps) {
  const texts = useTexts(transferTexts);
  const { format } = useAdmin();
  const { busy, refusal, upload } = useAsking();
  useLooking(runs.some(({ state }) => isAtWork(state)));
  const title = kind === 'import' ? texts.importTitle : texts.bulkTitle;
  const help = kind === 'import' ? texts.chooseHelp : texts.chooseBulk;
  async function take(file: File) {
    const id = await upload(kind, file);
    if (id) onUploaded(id);
  }
  return (
    <Page title={title} backAction={{ content: texts.back, url: '/app/members' }}>
      <TitleBar title={title} />
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="p">{kind === 'import' ? texts.importIntro : texts.bulkIntro}</Text>
            {refusal ? <Banner tone="critical">{refusal}</Banner> : null}
            <FileField
              label={texts.choose}
              help={help(limits.megabytes, format.number(limits.rows))}
              accept=".csv,.txt,.tsv,text/csv,text/plain"
              busy={busy}
              onFile={(file) => void take(file)}
            />
            {busy ? (
              <InlineStack gap="200" blockAlign="center">
                <Spinner size="small" accessibilityLabel={texts.uploading} />
                <Text as="span">{texts.uploading}</Text>
              </InlineStack>
            ) : null}
          </BlockStack>
        </Card>
        <ListCard
          title={kind === 'import' ? texts.history : texts.historyBulk}
          empty={texts.noneYet}
          rows={runs.map((run) => ({ key: run.id, content: <RunRow run={run} kind={kind} /> }))}
        />
      </BlockStack>
    </Page>
  );
}

function RunRow({ run, kind }: { run: TransferView; kind: string }) {
  const { format } = useAdmin();
  return (
    <InlineStack gap="200" align="space-between" blockAlign="center">
      <BlockStack>
        <Link url={`/app/members/${kind}?run=${run.id}`}>{run.fileName || run.id}</Link>
        <Text as="span" tone="subdued" variant="bodySm">
          {format.dateTime(run.createdAt)}
        </Text>
      </BlockStack>
      <StateBadge state={run.state} />
    </InlineStack>
  );
}

export function StateBadge({ state }: { state: string }) {
  const texts = useTexts(transferTexts);
  const tone =
    state === 'done' ? 'success' : state === 'failed' ? 'critical' : isAtWork(state) ? 'info' : undefined;
  return <Badge {...(tone ? { tone } : {})}>{texts.states[state] ?? state}</Badge>;
}
