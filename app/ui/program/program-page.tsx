/** The program: its fields, what they mean in plain words, its versions, and publishing through the save bar. */
import { SaveBar, TitleBar } from '@shopify/app-bridge-react';
import { Badge, Banner, BlockStack, InlineGrid, Page, Text } from '@shopify/polaris';
import { useState } from 'react';
import { comparePrograms } from '#app/core/program/compare-programs.ts';
import type { Program } from '#app/core/program/program.ts';
import type { DraftView } from '#app/presenters/present-draft.ts';
import type { PerksView } from '#app/presenters/present-perks.ts';
import type { ProgramView } from '#app/presenters/present-program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { PerksCard } from '#app/ui/perks/perks-card.tsx';
import { changesTiers } from '#app/ui/program/changes-tiers.ts';
import { checkDraft } from '#app/ui/program/check-draft.ts';
import { DraftBanner, NOTE_LENGTH_MAX, PrepareCard, type SavingProps } from '#app/ui/program/draft-cards.tsx';
import { EarningCard } from '#app/ui/program/earning-card.tsx';
import type { DraftFieldsProps } from '#app/ui/program/field.ts';
import { NamesCard } from '#app/ui/program/names-card.tsx';
import { draftOf } from '#app/ui/program/program-draft.ts';
import { PublishDialog } from '#app/ui/program/publish-dialog.tsx';
import { RedeemingCard } from '#app/ui/program/redeeming-card.tsx';
import { RewardsCard } from '#app/ui/program/rewards-card.tsx';
import { StatusCard } from '#app/ui/program/status-card.tsx';
import { SummaryCard } from '#app/ui/program/summary-card.tsx';
import { TrialCard, type TrialProps } from '#app/ui/program/trial-card.tsx';
import { ValidityCard } from '#app/ui/program/validity-card.tsx';
import { type RestoreProps, VersionsCard } from '#app/ui/program/versions-card.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { programTexts } from '#app/ui/texts/program.ts';

const SAVE_BAR = 'program-save-bar';

type ProgramPageProps = {
  view: ProgramView;
  perks: PerksView | null;
  draft: DraftView | null;
  publishing: boolean;
  /** Why the last attempt to publish was refused. */
  refusal: string | null;
  saving: SavingProps;
  dropping: boolean;
  trial: TrialProps;
  restore: RestoreProps;
  onPublish: (config: Config, note: string) => void;
  /** `seen` is the revision of the draft that the form began with. */
  onSave: (config: Config, seen: number) => void;
  onDrop: () => void;
  onTry: (config: Config) => void;
};

type Config = Record<string, unknown>;

/** A new version or another state of the draft starts the form over from there. */
export function ProgramPage(props: ProgramPageProps) {
  const { view, draft } = props;
  return <ProgramEditor key={[view.version, draft?.revision, draft?.updatedAt].join(' ')} {...props} />;
}

function ProgramEditor(props: ProgramPageProps) {
  const { view, draft: saved, publishing, refusal, saving, dropping, trial, restore } = props;
  const texts = useTexts(programTexts);
  const editor = useEditor(props);
  const { check, fields, base, tierName, tried } = editor;
  const startable = saved !== null || view.version === 0;
  return (
    <Page
      title={texts.title}
      titleMetadata={<VersionBadge version={view.version} />}
      {...(startable
        ? { primaryAction: { content: texts.publish, onAction: editor.publish, loading: publishing } }
        : {})}
    >
      <TitleBar title={texts.title} />
      <PublishBar
        open={editor.changed}
        publishing={publishing}
        onPublish={editor.publish}
        onDiscard={editor.discard}
      />
      <PublishDialog
        open={editor.asking}
        tried={tried}
        tierName={tierName}
        onPublish={editor.confirm}
        onTry={editor.tryIt}
        onClose={editor.close}
      />
      <BlockStack gap="400">
        {saved ? <DraftBanner draft={saved} busy={dropping} onDrop={props.onDrop} /> : null}
        <InlineGrid columns={{ xs: 1, lg: ['twoThirds', 'oneThird'] }} gap="400" alignItems="start">
          <BlockStack gap="400">
            {refusal ? (
              <Banner tone="critical" title={texts.refused}>
                <Text as="p">{refusal}</Text>
              </Banner>
            ) : null}
            {editor.attempted && !check.ok ? <Banner tone="warning">{texts.fixFirst}</Banner> : null}
            <StatusCard {...fields} />
            <EarningCard {...fields} base={base} />
            <ValidityCard {...fields} />
            <RewardsCard {...fields} />
            <RedeemingCard {...fields} />
            <NamesCard {...fields} />
          </BlockStack>
          <BlockStack gap="400">
            <SummaryCard program={check.ok ? check.program : null} />
            <PerksCard perks={props.perks} />
            <PrepareCard
              saving={saving}
              savable={editor.changed}
              note={editor.note}
              onNote={editor.setNote}
              onSave={editor.save}
            />
            <TrialCard {...trial} current={tried !== null} tierName={tierName} onStart={editor.tryIt} />
            <VersionsCard
              versions={view.versions}
              hasOlder={view.hasOlder}
              hasDraft={saved !== null}
              restore={restore}
            />
          </BlockStack>
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}

/** The form's state and what its buttons do; the form begins with the draft where there is one. */
function useEditor(props: ProgramPageProps) {
  const { view, draft: saved, trial } = props;
  const { format } = useAdmin();
  const named = useNamed();
  const base = saved?.config ?? view.program;
  const [start] = useState(() => draftOf(base, format.decimalMark));
  const [draft, setDraft] = useState(start);
  const [attempted, setAttempted] = useState(false);
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const check = checkDraft(draft, base, format.exponent);
  const { run } = trial;
  const about = run?.state === 'done' && check.ok && comparePrograms(run.config, check.program).length === 0;
  const fields: DraftFieldsProps = {
    draft,
    problems: check.ok ? {} : check.problems,
    onChange: (changes) => setDraft((before) => ({ ...before, ...changes })),
  };
  const checked = (go: (config: Config, program: Program) => void) => () => {
    setAttempted(true);
    if (check.ok) go(check.config, check.program);
  };
  const send = (config: Config) => {
    if (note.length <= NOTE_LENGTH_MAX) props.onPublish(config, note.trim());
  };
  return {
    base,
    check,
    fields,
    attempted,
    asking,
    note,
    setNote,
    changed: JSON.stringify(draft) !== JSON.stringify(start),
    tried: about ? run : null,
    tierName: (id: string) => {
      const tiers = [...(run?.config.tiers.list ?? []), ...view.program.tiers.list];
      return named(tiers.find((tier) => tier.id === id)?.name ?? {}, id);
    },
    save: checked((config) => props.onSave(config, saved?.revision ?? 0)),
    publish: checked((config, program) => {
      if (view.version > 0 && changesTiers(view.program, program)) setAsking(true);
      else send(config);
    }),
    confirm: checked((config) => {
      setAsking(false);
      send(config);
    }),
    tryIt: checked((config) => {
      setAsking(false);
      props.onTry(config);
    }),
    close: () => setAsking(false),
    discard: () => {
      setDraft(start);
      setAttempted(false);
    },
  };
}

function VersionBadge({ version }: { version: number }) {
  const { format } = useAdmin();
  const texts = useTexts(programTexts);
  if (version === 0) return null;
  return <Badge tone="success">{texts.versionLive(format.number(version))}</Badge>;
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
