/** Where the program can be met, place by place, with the way to the editor. */
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineGrid,
  InlineStack,
  SkeletonBodyText,
  Text,
} from '@shopify/polaris';
import type { Placement, PlacementView } from '#app/core/placement.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { setupAfterTexts } from '#app/ui/texts/setup-after.ts';

type PlacementCardProps = {
  view: PlacementView | undefined;
  looking: boolean;
  onLook: () => void;
  onAllow: () => void;
};

export function PlacementCard({ view, looking, onLook, onAllow }: PlacementCardProps) {
  const texts = useTexts(setupAfterTexts).placement;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {texts.title}
            </Text>
            <Button variant="plain" loading={looking} onClick={onLook}>
              {texts.again}
            </Button>
          </InlineStack>
          <Text as="p" tone="subdued">
            {texts.body}
          </Text>
        </BlockStack>
        {view ? <Notice view={view} onAllow={onAllow} /> : null}
        {view ? (
          <BlockStack as="ul" gap="400">
            {view.places.map((place) => (
              <PlaceRow key={place.id} place={place} />
            ))}
          </BlockStack>
        ) : (
          <Box minHeight="360px">
            <SkeletonBodyText lines={10} />
          </Box>
        )}
      </BlockStack>
    </Card>
  );
}

function Notice({ view, onAllow }: { view: PlacementView; onAllow: () => void }) {
  const texts = useTexts(setupAfterTexts).placement;
  if (view.theme === 'silent')
    return (
      <Banner tone="warning">
        <Text as="p">{texts.silent}</Text>
      </Banner>
    );
  if (view.theme === 'read') return null;
  return (
    <Banner tone="info">
      <BlockStack gap="200" inlineAlign="start">
        <Text as="p">{texts.forbidden}</Text>
        <Button onClick={onAllow}>{texts.allow}</Button>
      </BlockStack>
    </Banner>
  );
}

const TONES = {
  placed: 'success',
  seen: 'success',
  missing: 'attention',
  unseen: 'info',
  unknown: 'info',
} as const;

function PlaceRow({ place }: { place: Placement }) {
  const texts = useTexts(setupAfterTexts).placement;
  const { id, state, link } = place;
  const done = state === 'placed' || state === 'seen';
  return (
    <li style={{ listStyle: 'none' }}>
      <InlineGrid columns={{ xs: 1, sm: '1fr auto' }} alignItems="center" gap="300">
        <BlockStack gap="050">
          <InlineStack align="start" gap="200" blockAlign="center">
            <Text as="span" fontWeight="semibold">
              {texts.places[id]}
            </Text>
            <Badge tone={TONES[state]}>{texts.states[state]}</Badge>
          </InlineStack>
          <Help place={place} />
        </BlockStack>
        {link !== null && !done ? (
          <Button url={link} target="_top" accessibilityLabel={texts.open(texts.places[id])}>
            {texts.openShort}
          </Button>
        ) : null}
      </InlineGrid>
    </li>
  );
}

function Help({ place: { id, state, seenAt } }: { place: Placement }) {
  const { format } = useAdmin();
  const texts = useTexts(setupAfterTexts).placement;
  const lines = [
    state === 'seen' && seenAt !== null ? texts.seenAt(format.dateTime(seenAt)) : '',
    state === 'unseen' ? texts.unseen : '',
    id === 'checkout' && state === 'unseen' ? texts.checkout : '',
    id === 'pos' && state === 'unseen' ? texts.pos : '',
  ].filter((line) => line !== '');
  if (lines.length === 0) return null;
  return (
    <Text as="span" tone="subdued">
      {lines.join(' ')}
    </Text>
  );
}
