/** The draft on the overview: who saved it, what it changes, the note and the day that go with publishing, and dropping it. */
import { Banner, BlockStack, Button, Card, InlineStack, Modal, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { Program } from '#app/core/program/program.ts';
import type { DraftView } from '#app/presenters/present-draft.ts';
import { useActorName, useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { DifferenceList } from '#app/ui/program/difference-list.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { programPreparingTexts } from '#app/ui/texts/program-preparing.ts';

export const NOTE_LENGTH_MAX = 500;

/** What goes with publishing. */
export type Publication = { note: string; from: string };

export function isPublication({ note, from }: Publication, today: string): boolean {
  return note.length <= NOTE_LENGTH_MAX && (from === '' || from > today);
}

type DraftCardProps = {
  draft: DraftView | null;
  /** The program in force, or the bare one before the first version. */
  live: Program;
  /** Whether a version is in force at all. */
  published: boolean;
  today: string;
  goodsNames: Record<string, string>;
  publication: Publication;
  dropping: boolean;
  onPublication: (publication: Publication) => void;
  onDrop: () => void;
};

export function DraftCard(props: DraftCardProps) {
  const { draft, published } = props;
  const texts = useTexts(programPreparingTexts).draft;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        {draft ? (
          <Saved {...props} draft={draft} />
        ) : (
          <Text as="p">{published ? texts.none : texts.first}</Text>
        )}
        {draft || !published ? <PublicationFields {...props} /> : null}
      </BlockStack>
    </Card>
  );
}

function Saved({ draft, live, goodsNames, dropping, onDrop }: DraftCardProps & { draft: DraftView }) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).draft;
  const { cancel } = useTexts(commonTexts);
  const actor = useActorName();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Text as="p">{texts.banner(format.dateTime(draft.updatedAt), actor(draft.updatedBy))}</Text>
      {draft.newest > draft.basedOn ? (
        <Banner tone="warning">{texts.overtaken(format.number(draft.newest))}</Banner>
      ) : null}
      <Text as="h3" variant="headingSm">
        {texts.changes}
      </Text>
      <DifferenceList before={live} after={draft.config} goodsNames={goodsNames} />
      <InlineStack>
        <Button onClick={() => setAsking(true)} loading={dropping} tone="critical" variant="tertiary">
          {texts.drop}
        </Button>
      </InlineStack>
      <Modal
        open={asking}
        title={texts.dropTitle}
        onClose={() => setAsking(false)}
        primaryAction={{
          content: texts.drop,
          destructive: true,
          onAction: () => {
            setAsking(false);
            onDrop();
          },
        }}
        secondaryActions={[{ content: cancel, onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{texts.dropBody}</Text>
        </Modal.Section>
      </Modal>
    </>
  );
}

function PublicationFields({ publication, published, today, onPublication }: DraftCardProps) {
  const texts = useTexts(programPreparingTexts).draft;
  const { note, from } = publication;
  return (
    <>
      <TextField
        label={texts.note}
        autoComplete="off"
        multiline={2}
        helpText={texts.noteHelp}
        value={note}
        onChange={(typed) => onPublication({ ...publication, note: typed })}
        error={note.length > NOTE_LENGTH_MAX ? texts.noteError : undefined}
      />
      {published ? (
        <TextField
          type="date"
          label={texts.from}
          autoComplete="off"
          helpText={texts.fromHelp}
          value={from}
          onChange={(day) => onPublication({ ...publication, from: day })}
          error={from !== '' && from <= today ? texts.fromError : undefined}
        />
      ) : null}
    </>
  );
}
