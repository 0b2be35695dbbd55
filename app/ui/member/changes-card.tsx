/** What changed about the member and bears on her points: segments, tags, scores, tiers given by hand, joining. */
import { BlockStack, Text } from '@shopify/polaris';
import type { ChangeView } from '#app/presenters/member-beside.ts';
import { useActorName, useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { memberActionTexts } from '#app/ui/texts/member-actions.ts';
import { memberBesideTexts } from '#app/ui/texts/member-beside.ts';
import { memberTexts } from '#app/ui/texts/member.ts';

export function ChangesCard({ changes, more }: { changes: ChangeView[]; more: boolean }) {
  const texts = useTexts(memberBesideTexts).changes;
  return (
    <ListCard
      title={texts.title}
      empty={texts.empty}
      rows={changes.map((change) => ({ key: change.id, content: <ChangeRow change={change} /> }))}
      footer={more ? <Text as="p">{texts.more}</Text> : null}
    />
  );
}

function ChangeRow({ change }: { change: ChangeView }) {
  const { format } = useAdmin();
  const ledger = useTexts(memberTexts).ledger;
  const actor = useActorName();
  return (
    <BlockStack gap="050">
      <Text as="span" breakWord>
        {useSentence(change)}
      </Text>
      <Text as="span" variant="bodySm" tone="subdued">
        {format.dateTime(change.at)} · {ledger.by(actor(change.actor))}
      </Text>
    </BlockStack>
  );
}

function useSentence({ kind, segment, tags, score, tier, reason }: ChangeView): string {
  const { format } = useAdmin();
  const texts = useTexts(memberBesideTexts).changes;
  const { reasons } = useTexts(memberActionTexts).block;
  const named = useNamed();
  const list = tags.join(', ');
  switch (kind) {
    case 'segment-entered':
      return texts.segmentEntered(segment ?? '');
    case 'segment-left':
      return texts.segmentLeft(segment ?? '');
    case 'tags-added':
      return texts.tagsAdded(list);
    case 'tags-removed':
      return texts.tagsRemoved(list);
    case 'tags-set':
      return tags.length === 0 ? texts.tagsNone : texts.tagsSet(list);
    case 'score':
      return texts.score(format.number(score ?? 0));
    case 'joined':
      return texts.joined;
    case 'left':
      return texts.left;
    case 'blocked':
      return texts.blocked(reasons[reason ?? ''] ?? '');
    case 'unblocked':
      return texts.unblocked;
    case 'tier-granted':
      return texts.tierGranted(
        tier ? named(tier.names, tier.id) : '',
        tier?.until ? format.date(tier.until) : null,
      );
    default:
      return kind;
  }
}
