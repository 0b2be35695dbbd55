/** The draft: what it is and changes, saving and dropping it, and the note that goes with publishing. */
import { Banner, BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris';
import type { DraftView } from '#app/presenters/present-draft.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { DifferenceList } from '#app/ui/program/difference-list.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { programPreparingTexts } from '#app/ui/texts/program-preparing.ts';

export const NOTE_LENGTH_MAX = 500;

export function DraftBanner({
  draft,
  busy,
  onDrop,
}: {
  draft: DraftView;
  busy: boolean;
  onDrop: () => void;
}) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).draft;
  const { actor } = useTexts(commonTexts);
  return (
    <Banner tone="info" title={texts.bannerTitle}>
      <BlockStack gap="300">
        <Text as="p">{texts.banner(format.dateTime(draft.updatedAt), actor(draft.updatedBy))}</Text>
        {draft.live > draft.basedOn ? <Text as="p">{texts.overtaken(format.number(draft.live))}</Text> : null}
        {draft.differences.length === 0 ? (
          <Text as="p">{texts.same}</Text>
        ) : (
          <>
            <Text as="h3" variant="headingSm">
              {texts.changes}
            </Text>
            <DifferenceList differences={draft.differences} />
          </>
        )}
        <InlineStack>
          <Button onClick={onDrop} loading={busy}>
            {texts.drop}
          </Button>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}

export type SavingProps = {
  /** Why the last attempt to save was refused. */
  refusal: string | null;
  busy: boolean;
  onReload: () => void;
};

export function PrepareCard({
  saving,
  savable,
  note,
  onNote,
  onSave,
}: {
  saving: SavingProps;
  savable: boolean;
  note: string;
  onNote: (note: string) => void;
  onSave: () => void;
}) {
  const texts = useTexts(programPreparingTexts).draft;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        {saving.refusal ? (
          <Banner
            tone="critical"
            title={texts.refused}
            action={{ content: texts.reload, onAction: saving.onReload }}
          >
            <Text as="p">{saving.refusal}</Text>
            <Text as="p">{texts.reloadHint}</Text>
          </Banner>
        ) : null}
        <Text as="p" tone="subdued">
          {texts.body}
        </Text>
        <InlineStack>
          <Button onClick={onSave} loading={saving.busy} disabled={!savable}>
            {texts.save}
          </Button>
        </InlineStack>
        <TextField
          label={texts.note}
          autoComplete="off"
          multiline={2}
          helpText={texts.noteHelp}
          value={note}
          onChange={onNote}
          error={note.length > NOTE_LENGTH_MAX ? texts.noteError : undefined}
        />
      </BlockStack>
    </Card>
  );
}
