/** Set-up before the launch: past, questions, proposal, projection, points for the past, launch. One page, from top to bottom. */
import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Page } from '@shopify/polaris';
import type { PackedPast } from '#app/core/concept/pack-past.ts';
import type { Launch } from '#app/core/concept/past-program.ts';
import type { HistoryImportView } from '#app/presenters/present-history-import.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ConceptCard } from '#app/ui/setup/concept-card.tsx';
import { LaunchCard } from '#app/ui/setup/launch-card.tsx';
import { PastCard } from '#app/ui/setup/past-card.tsx';
import { PastPointsCard } from '#app/ui/setup/past-points-card.tsx';
import { ProjectionCard } from '#app/ui/setup/projection-card.tsx';
import { ProposalCard } from '#app/ui/setup/proposal-card.tsx';
import { useProjection, useProposal } from '#app/ui/setup/use-proposal.ts';
import { setupTexts } from '#app/ui/texts/setup.ts';

type SetupPageProps = {
  packed: PackedPast | undefined;
  history: HistoryImportView;
  readRefusal: string | null;
  onRead: () => void;
  onAllow: (() => void) | null;
  launching: boolean;
  refusal: string | null;
  onLaunch: (launch: Launch) => void;
};

export function SetupPage(props: SetupPageProps) {
  const { packed, history, onRead, launching, refusal, onLaunch } = props;
  const { currency, timeZone } = useAdmin();
  const texts = useTexts(setupTexts);
  const proposal = useProposal(packed, currency, timeZone);
  const state = useProjection(proposal, currency);
  const { concept, program, figures, past } = proposal;
  return (
    <Page title={texts.title} subtitle={texts.intro}>
      <TitleBar title={texts.title} />
      <BlockStack gap="400">
        <PastCard
          known={packed !== undefined}
          past={past}
          figures={figures}
          history={history}
          refusal={props.readRefusal}
          onRead={onRead}
          onAllow={props.onAllow}
        />
        <ConceptCard
          concept={concept}
          marginPercent={proposal.marginPercent}
          onConcept={proposal.onConcept}
        />
        <ProposalCard proposal={proposal} />
        <ProjectionCard state={state} program={program} />
        {figures.orders > 0 ? (
          <PastPointsCard
            program={program}
            forecast={state.forecast}
            choice={state.choice}
            onChoice={state.onChoice}
          />
        ) : null}
        <LaunchCard
          ready={proposal.valid}
          busy={launching}
          refusal={refusal}
          onLaunch={(testers) =>
            onLaunch({
              config: program,
              testers,
              past: state.choice,
              note: `${concept.goal}, ${concept.moves}, ${concept.assortment}`,
            })
          }
        />
      </BlockStack>
    </Page>
  );
}
