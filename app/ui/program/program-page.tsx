/** The program: its fields, what they mean in plain words, its versions, and publishing through the save bar. */
import { SaveBar, TitleBar } from '@shopify/app-bridge-react';
import { Badge, Banner, BlockStack, InlineGrid, Page, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { ProgramView } from '#app/presenters/present-program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { checkDraft } from '#app/ui/program/check-draft.ts';
import { EarningCard } from '#app/ui/program/earning-card.tsx';
import type { DraftFieldsProps } from '#app/ui/program/field.ts';
import { NamesCard } from '#app/ui/program/names-card.tsx';
import { draftOf } from '#app/ui/program/program-draft.ts';
import { RedeemingCard } from '#app/ui/program/redeeming-card.tsx';
import { RewardsCard } from '#app/ui/program/rewards-card.tsx';
import { StatusCard } from '#app/ui/program/status-card.tsx';
import { SummaryCard } from '#app/ui/program/summary-card.tsx';
import { ValidityCard } from '#app/ui/program/validity-card.tsx';
import { VersionsCard } from '#app/ui/program/versions-card.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { programTexts } from '#app/ui/texts/program.ts';

const SAVE_BAR = 'program-save-bar';

type ProgramPageProps = {
  view: ProgramView;
  publishing: boolean;
  /** Why the last attempt to publish was refused. */
  refusal: string | null;
  onPublish: (config: Record<string, unknown>) => void;
};

/** A new version starts the form over from what is live then. */
export function ProgramPage(props: ProgramPageProps) {
  return <ProgramEditor key={props.view.version} {...props} />;
}

function ProgramEditor({ view, publishing, refusal, onPublish }: ProgramPageProps) {
  const { format } = useAdmin();
  const texts = useTexts(programTexts);
  const [live] = useState(() => draftOf(view.program, format.decimalMark));
  const [draft, setDraft] = useState(live);
  const [attempted, setAttempted] = useState(false);
  const check = checkDraft(draft, view.program, format.exponent);
  const changed = JSON.stringify(draft) !== JSON.stringify(live);
  const fields: DraftFieldsProps = {
    draft,
    problems: check.ok ? {} : check.problems,
    onChange: (changes) => setDraft((before) => ({ ...before, ...changes })),
  };
  const publish = () => {
    setAttempted(true);
    if (check.ok) onPublish(check.config);
  };
  const discard = () => {
    setDraft(live);
    setAttempted(false);
  };
  return (
    <Page
      title={texts.title}
      titleMetadata={
        view.version > 0 ? (
          <Badge tone="success">{texts.versionLive(format.number(view.version))}</Badge>
        ) : null
      }
      {...(view.version === 0
        ? { primaryAction: { content: texts.publish, onAction: publish, loading: publishing } }
        : {})}
    >
      <TitleBar title={texts.title} />
      <PublishBar open={changed} publishing={publishing} onPublish={publish} onDiscard={discard} />
      <InlineGrid columns={{ xs: 1, lg: ['twoThirds', 'oneThird'] }} gap="400" alignItems="start">
        <BlockStack gap="400">
          {refusal ? (
            <Banner tone="critical" title={texts.refused}>
              <Text as="p">{refusal}</Text>
            </Banner>
          ) : null}
          {attempted && !check.ok ? <Banner tone="warning">{texts.fixFirst}</Banner> : null}
          <StatusCard {...fields} />
          <EarningCard {...fields} />
          <ValidityCard {...fields} />
          <RewardsCard {...fields} />
          <RedeemingCard {...fields} />
          <NamesCard {...fields} />
        </BlockStack>
        <BlockStack gap="400">
          <SummaryCard program={check.ok ? check.program : null} />
          <VersionsCard versions={view.versions} hasOlder={view.hasOlder} />
        </BlockStack>
      </InlineGrid>
    </Page>
  );
}

function PublishBar({
  open,
  publishing,
  onPublish,
  onDiscard,
}: {
  open: boolean;
  publishing: boolean;
  onPublish: () => void;
  onDiscard: () => void;
}) {
  const texts = useTexts(programTexts);
  const common = useTexts(commonTexts);
  return (
    <SaveBar id={SAVE_BAR} open={open}>
      <button variant="primary" type="button" onClick={onPublish} {...(publishing ? { loading: '' } : {})}>
        {texts.publish}
      </button>
      <button type="button" onClick={onDiscard} disabled={publishing}>
        {common.discard}
      </button>
    </SaveBar>
  );
}
