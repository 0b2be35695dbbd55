/** The merchant's own segments: each in a sentence, with how many are in it. */
import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, Button, Card, InlineStack, Link, Modal, Page, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { SEGMENTS_MAX } from '#app/core/segments/rule-kinds.ts';
import type { SegmentsView, SegmentView } from '#app/presenters/present-segments.ts';
import { Centered } from '#app/ui/admin/centered.tsx';
import { useAdmin, useMay } from '#app/ui/admin/context.tsx';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { segmentSentence } from '#app/ui/segments/rule-words.ts';
import { SegmentModal } from '#app/ui/segments/segment-modal.tsx';
import { useRuleWords } from '#app/ui/segments/use-rule-words.ts';
import { commonTexts } from '#app/ui/texts/common.ts';

export function SegmentsPage({ view }: { view: SegmentsView }) {
  const { texts } = useRuleWords(view);
  const may = useMay('configure');
  const [editing, setEditing] = useState<SegmentView | 'new' | null>(null);
  return (
    <Page
      title={texts.title}
      subtitle={texts.intro}
      secondaryActions={[{ content: texts.insights, url: '/app/insights' }]}
      {...(may && view.list.length < SEGMENTS_MAX
        ? { primaryAction: { content: texts.add, onAction: () => setEditing('new') } }
        : {})}
    >
      <TitleBar title={texts.title} />
      <Card padding={view.list.length === 0 ? '400' : '0'}>
        {view.list.length === 0 ? (
          <Centered title={texts.empty} body={texts.emptyBody} />
        ) : (
          <Box paddingInline="400">
            <BlockStack as="ul">
              {view.list.map((one, index) => (
                <li key={one.segment.id} style={{ listStyle: 'none' }}>
                  <Box
                    paddingBlock="400"
                    borderColor="border-secondary"
                    {...(index > 0 ? { borderBlockStartWidth: '025' as const } : {})}
                  >
                    <SegmentItem one={one} view={view} may={may} onEdit={() => setEditing(one)} />
                  </Box>
                </li>
              ))}
            </BlockStack>
          </Box>
        )}
      </Card>
      {editing ? (
        <SegmentModal one={editing === 'new' ? null : editing} view={view} onClose={() => setEditing(null)} />
      ) : null}
    </Page>
  );
}

function SegmentItem({
  one,
  view,
  may,
  onEdit,
}: {
  one: SegmentView;
  view: SegmentsView;
  may: boolean;
  onEdit: () => void;
}) {
  const { format, language } = useAdmin();
  const words = useRuleWords(view);
  const { texts } = words;
  const [removing, setRemoving] = useState(false);
  const names = one.segment.name;
  const name = names[language] ?? names.en ?? Object.values(names)[0] ?? one.segment.id;
  const members = one.members === 1 ? texts.one : texts.members(format.number(one.members));
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200" wrap>
        <Text as="h2" variant="headingSm">
          {name}
        </Text>
        <Text as="span">{members}</Text>
      </InlineStack>
      <Text as="p" breakWord>
        {segmentSentence(one.segment, words)}
      </Text>
      <InlineStack gap="300" blockAlign="center" wrap>
        <Link
          url={`/app/members?segment=${encodeURIComponent(one.segment.id)}`}
          accessibilityLabel={texts.showLabel(name)}
        >
          {texts.show}
        </Link>
        {may ? (
          <>
            <Button onClick={onEdit} accessibilityLabel={texts.editLabel(name)}>
              {texts.edit}
            </Button>
            <Button
              tone="critical"
              onClick={() => setRemoving(true)}
              accessibilityLabel={texts.removeLabel(name)}
            >
              {texts.remove}
            </Button>
          </>
        ) : null}
      </InlineStack>
      {removing ? <RemoveModal one={one} name={name} onClose={() => setRemoving(false)} /> : null}
    </BlockStack>
  );
}

function RemoveModal({ one, name, onClose }: { one: SegmentView; name: string; onClose: () => void }) {
  const { language } = useAdmin();
  const { texts } = useRuleWords({ tiers: [] });
  const { send, busy, refusal, done } = useJson<{ revision: number }>('segment');
  useToast(done, texts.saved);
  useEffect(() => {
    if (done) onClose();
  }, [done, onClose]);
  return (
    <Modal
      open
      title={texts.removeLabel(name)}
      onClose={onClose}
      primaryAction={{
        content: texts.remove,
        destructive: true,
        loading: busy,
        onAction: () => send({ remove: one.segment.id, seen: one.revision }),
      }}
      secondaryActions={[{ content: commonTexts[language].cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{refusal ?? texts.removeAsk}</Text>
      </Modal.Section>
    </Modal>
  );
}
