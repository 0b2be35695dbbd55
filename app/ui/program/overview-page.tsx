/** The program at a glance: its state, what stands out, each area in plain words, the draft, trying and publishing. */
import { TitleBar } from '@shopify/app-bridge-react';
import { Badge, Banner, BlockStack, InlineGrid, InlineStack, Page, Text } from '@shopify/polaris';
import { useState } from 'react';
import { warningsOf } from '#app/core/program/warnings.ts';
import { comparePrograms } from '#app/core/program/compare-programs.ts';
import type { EditorView } from '#app/presenters/present-editor.ts';
import type { OffersView } from '#app/presenters/present-offers.ts';
import type { PerksView } from '#app/presenters/present-perks.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { OffersCard } from '#app/ui/offers/offers-card.tsx';
import { PerksCard } from '#app/ui/perks/perks-card.tsx';
import { AreaCards } from '#app/ui/program/area-cards.tsx';
import { changedAreas } from '#app/ui/program/areas/merge.ts';
import { changesTiers } from '#app/ui/program/changes-tiers.ts';
import { DraftCard, isPublication, type Publication } from '#app/ui/program/draft-card.tsx';
import { PreviewCard } from '#app/ui/program/preview/preview-card.tsx';
import { PublishDialog } from '#app/ui/program/publish-dialog.tsx';
import { TrialCard, type TrialProps } from '#app/ui/program/trial-card.tsx';
import { useToldWarnings } from '#app/ui/program/use-warnings.ts';
import { type RestoreProps, VersionsCard } from '#app/ui/program/versions-card.tsx';
import { WarningsCard } from '#app/ui/program/warning-list.tsx';
import { programTexts } from '#app/ui/texts/program.ts';

type OverviewProps = {
  view: EditorView;
  perks: PerksView | null;
  offers: OffersView | null;
  goodsNames: Record<string, string>;
  publishing: boolean;
  /** Why the last attempt to publish was refused. */
  refusal: string | null;
  dropping: boolean;
  trial: TrialProps;
  restore: RestoreProps;
  onPublish: (publication: Publication) => void;
  onDrop: () => void;
  onTry: () => void;
};

export function OverviewPage(props: OverviewProps) {
  const { view, perks, offers, goodsNames, publishing, refusal, trial, restore } = props;
  const texts = useTexts(programTexts);
  const publishable = usePublishing(props);
  const { program: current, draft, facts } = view;
  const program = draft?.config ?? current.program;
  const warnings = useToldWarnings()(warningsOf(program, facts));
  const changed = draft ? changedAreas(current.program, draft.config) : new Set<never>();
  return (
    <Page
      title={texts.title}
      titleMetadata={<StateBadges view={view} />}
      {...(publishable.possible
        ? { primaryAction: { content: texts.publish, onAction: publishable.ask, loading: publishing } }
        : {})}
    >
      <TitleBar title={texts.title} />
      <PublishDialog
        open={publishable.asking}
        warnings={warnings.filter(({ severity }) => severity !== 'hint')}
        tiersMove={publishable.tiersMove}
        tried={publishable.tried}
        tierName={publishable.tierName}
        onPublish={publishable.confirm}
        onTry={publishable.tryIt}
        onClose={publishable.close}
      />
      <BlockStack gap="400">
        {refusal ? (
          <Banner tone="critical" title={texts.refused}>
            <Text as="p">{refusal}</Text>
          </Banner>
        ) : null}
        <InlineGrid columns={{ xs: 1, lg: ['twoThirds', 'oneThird'] }} gap="400" alignItems="start">
          <BlockStack gap="400">
            <WarningsCard warnings={warnings} withLinks />
            <AreaCards program={program} today={facts.today} changed={changed} />
            <PreviewCard program={program} stale={false} today={facts.today} />
          </BlockStack>
          <BlockStack gap="400">
            <DraftCard
              draft={draft}
              live={current.program}
              published={current.version > 0}
              today={facts.today}
              goodsNames={goodsNames}
              publication={publishable.publication}
              dropping={props.dropping}
              onPublication={publishable.setPublication}
              onDrop={props.onDrop}
            />
            <TrialCard
              {...trial}
              current={publishable.tried !== null}
              tierName={publishable.tierName}
              onStart={props.onTry}
            />
            <OffersCard offers={offers} />
            <PerksCard perks={perks} />
            <VersionsCard
              versions={current.versions}
              hasOlder={current.hasOlder}
              live={current.version}
              hasDraft={draft !== null}
              restore={restore}
            />
          </BlockStack>
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}

/** Publishing is one deliberate step: always asked, and never while the note or the day cannot be. */
function usePublishing({ view, trial, onPublish, onTry }: OverviewProps) {
  const named = useNamed();
  const [asking, setAsking] = useState(false);
  const [publication, setPublication] = useState<Publication>({ note: '', from: '' });
  const { program: current, draft, facts } = view;
  const program = draft?.config ?? current.program;
  const { run } = trial;
  const about = run?.state === 'done' && comparePrograms(run.config, program).length === 0;
  const differs = draft !== null && comparePrograms(current.program, draft.config).length > 0;
  const close = () => setAsking(false);
  return {
    possible: differs || current.version === 0,
    asking,
    publication,
    setPublication,
    tried: about ? run : null,
    tiersMove: current.version > 0 && changesTiers(current.program, program),
    tierName: (id: string) => {
      const tiers = [...(run?.config.tiers.list ?? []), ...program.tiers.list, ...current.program.tiers.list];
      return named(tiers.find((tier) => tier.id === id)?.name ?? {}, id);
    },
    ask: () => {
      if (isPublication(publication, facts.today)) setAsking(true);
    },
    confirm: () => {
      close();
      onPublish(publication);
    },
    tryIt: () => {
      close();
      onTry();
    },
    close,
  };
}

function StateBadges({ view }: { view: EditorView }) {
  const { format } = useAdmin();
  const texts = useTexts(programTexts);
  const { version, program } = view.program;
  return (
    <InlineStack gap="200">
      {version === 0 ? (
        <Badge>{texts.nothingLive}</Badge>
      ) : (
        <Badge tone="success">{texts.versionLive(format.number(version))}</Badge>
      )}
      {version > 0 && !program.active ? <Badge tone="warning">{texts.paused}</Badge> : null}
      {version > 0 && program.stage !== 'live' ? <Badge tone="info">{texts[program.stage]}</Badge> : null}
      {view.draft ? <Badge tone="attention">{texts.draft}</Badge> : null}
    </InlineStack>
  );
}
