/** One area of the program: its form, what stands out in it, and the storefront beside it. Saving goes into the draft. */
import { SaveBar, TitleBar } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Button, InlineGrid, InlineStack, Page, Text } from '@shopify/polaris';
import { type ComponentType, memo, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Program } from '#app/core/program/program.ts';
import { warningsOf } from '#app/core/program/warnings.ts';
import type { DraftView } from '#app/presenters/present-draft.ts';
import type { EditorView } from '#app/presenters/present-editor.ts';
import type { OffersView } from '#app/presenters/present-offers.ts';
import { useActorName, useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { OffersCard } from '#app/ui/offers/offers-card.tsx';
import { type Area, areaOf, type AreaProps } from '#app/ui/program/areas/area.ts';
import { CampaignsArea } from '#app/ui/program/areas/campaigns-area.tsx';
import { EarningArea } from '#app/ui/program/areas/earning-area.tsx';
import { LifeArea } from '#app/ui/program/areas/life-area.tsx';
import { OffersArea } from '#app/ui/program/areas/offers-area.tsx';
import { PeopleArea } from '#app/ui/program/areas/people-area.tsx';
import { ReferralsArea } from '#app/ui/program/areas/referrals-area.tsx';
import { RewardsArea } from '#app/ui/program/areas/rewards-area.tsx';
import { RunningArea } from '#app/ui/program/areas/running-area.tsx';
import { TiersArea } from '#app/ui/program/areas/tiers-area.tsx';
import { WordsArea } from '#app/ui/program/areas/words-area.tsx';
import { DifferenceList } from '#app/ui/program/difference-list.tsx';
import { checkForm } from '#app/ui/program/form/check-form.ts';
import { FormProvider } from '#app/ui/program/form/form-context.tsx';
import { type Form, lensOf } from '#app/ui/program/form/lens.ts';
import { PreviewCard } from '#app/ui/program/preview/preview-card.tsx';
import { useLeaving } from '#app/ui/program/use-leaving.ts';
import { WarningsCard } from '#app/ui/program/warning-list.tsx';
import { notesOf, useToldWarnings } from '#app/ui/program/use-warnings.ts';
import { commonTexts } from '#app/ui/texts/common.ts';
import { areaTexts } from '#app/ui/texts/program-areas.ts';
import { programTexts } from '#app/ui/texts/program.ts';

const SAVE_BAR = 'program-save-bar';

const CalmPreview = memo(PreviewCard);

const AREA_FORMS: Record<Area, ComponentType<AreaProps>> = {
  running: RunningArea,
  earning: EarningArea,
  campaigns: CampaignsArea,
  referrals: ReferralsArea,
  rewards: RewardsArea,
  offers: OffersArea,
  tiers: TiersArea,
  life: LifeArea,
  people: PeopleArea,
  words: WordsArea,
};

export type SavingProps = {
  busy: boolean;
  /** Why the last attempt was refused, but for somebody else's changes. */
  refusal: string | null;
  /** What somebody else has saved in this area meanwhile. */
  conflict: DraftView | null;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

type AreaPageProps = {
  area: Area;
  view: EditorView;
  offers: OffersView | null;
  goodsNames: Record<string, string>;
  saving: SavingProps;
  onSave: (program: Program) => void;
};

/** A saved draft starts the form over from there. */
export function AreaPage(props: AreaPageProps) {
  const { area, view } = props;
  const { program, draft } = view;
  return <AreaEditor key={[area, program.version, draft?.revision, draft?.updatedAt].join(' ')} {...props} />;
}

function AreaEditor({ area, view, offers, goodsNames, saving, onSave }: AreaPageProps) {
  const texts = useTexts(programTexts);
  const { areas } = useTexts(areaTexts);
  const named = useNamed();
  const { form, start, check, readable, setForm, discard, attempted, setAttempted } = useProgramForm(view);
  const [picked, setPicked] = useState<Record<string, string>>({});
  const changed = JSON.stringify(form) !== JSON.stringify(start);
  // What is typed comes first; what follows from it, as soon as there is time.
  const later = useDeferredValue(readable);
  const found = useMemo(
    () => warningsOf(later, view.facts).filter(({ path }) => areaOf(path) === area),
    [later, view.facts, area],
  );
  const warnings = useToldWarnings()(found);
  useLeaving(changed);
  const Fields = AREA_FORMS[area];
  const save = () => {
    setAttempted(true);
    if (check.program) onSave(check.program);
  };
  return (
    <Page title={areas[area].title} backAction={{ content: texts.toProgram, url: '/app/program' }}>
      <TitleBar title={areas[area].title} />
      <AreaSaveBar open={changed} busy={saving.busy} onSave={save} onDiscard={discard} />
      <InlineGrid columns={{ xs: 1, lg: ['twoThirds', 'oneThird'] }} gap="400" alignItems="start">
        <BlockStack gap="400">
          <SavingBanners saving={saving} base={start} wrong={attempted && !check.program} />
          <FormProvider
            state={{
              problems: check.problems,
              notes: notesOf(warnings),
              goodsNames: { ...goodsNames, ...picked },
              onGoodsNamed: (names) => setPicked((before) => ({ ...before, ...names })),
              languages: view.facts.languages,
              segments: view.facts.segments,
              tiers: form.tiers.list.map(({ id, name }) => ({ id, name: named(name, id) })),
            }}
          >
            <Fields form={lensOf<Form>('', form, setForm)} today={view.facts.today} />
          </FormProvider>
          <Text as="p" tone="subdued">
            {texts.draftNote}
          </Text>
        </BlockStack>
        <BlockStack gap="400">
          <WarningsCard warnings={warnings} withLinks={false} />
          {area === 'offers' ? <OffersCard offers={offers} /> : null}
          <CalmPreview program={later} stale={!check.program} today={view.facts.today} />
        </BlockStack>
      </InlineGrid>
    </Page>
  );
}

/** The form's state; `readable` is its last state that was a program. */
function useProgramForm({ program, draft }: EditorView) {
  const { format } = useAdmin();
  const [start] = useState<Program>(() => draft?.config ?? program.program);
  const [form, setForm] = useState<Form>(start);
  const lastGood = useRef(start);
  const [attempted, setAttempted] = useState(false);
  const check = useMemo(() => checkForm(form, format.exponent), [form, format.exponent]);
  const readable = check.program ?? lastGood.current;
  useEffect(() => {
    lastGood.current = readable;
  }, [readable]);
  return {
    form,
    start,
    check,
    readable,
    attempted,
    setAttempted,
    setForm,
    discard: () => {
      setForm(start);
      setAttempted(false);
    },
  };
}

function SavingBanners({ saving, base, wrong }: { saving: SavingProps; base: Program; wrong: boolean }) {
  const { format } = useAdmin();
  const texts = useTexts(programTexts);
  const actor = useActorName();
  const { refusal, conflict } = saving;
  return (
    <>
      {refusal ? (
        <Banner tone="critical" title={texts.notSaved}>
          <Text as="p">{refusal}</Text>
        </Banner>
      ) : null}
      {wrong ? <Banner tone="warning">{texts.fixFirst}</Banner> : null}
      {conflict ? (
        <Banner tone="warning" title={texts.conflict.title}>
          <BlockStack gap="300">
            <Text as="p">
              {texts.conflict.body(format.dateTime(conflict.updatedAt), actor(conflict.updatedBy))}
            </Text>
            <Text as="h3" variant="headingSm">
              {texts.conflict.theirs}
            </Text>
            <DifferenceList before={base} after={conflict.config} />
            <InlineStack gap="200">
              <Button onClick={saving.onKeepMine}>{texts.conflict.keepMine}</Button>
              <Button onClick={saving.onTakeTheirs}>{texts.conflict.takeTheirs}</Button>
            </InlineStack>
          </BlockStack>
        </Banner>
      ) : null}
    </>
  );
}

type AreaSaveBarProps = { open: boolean; busy: boolean; onSave: () => void; onDiscard: () => void };

function AreaSaveBar({ open, busy, onSave, onDiscard }: AreaSaveBarProps) {
  const texts = useTexts(programTexts);
  const common = useTexts(commonTexts);
  return (
    <SaveBar id={SAVE_BAR} open={open}>
      <button variant="primary" type="button" onClick={onSave} {...(busy ? { loading: '' } : {})}>
        {texts.save}
      </button>
      <button type="button" onClick={onDiscard} disabled={busy}>
        {common.discard}
      </button>
    </SaveBar>
  );
}
