/** Access that is lost or missing: what does not work meanwhile, and what to do. Nothing when all is well. */
import { Banner, BlockStack, Button, List, Text } from '@shopify/polaris';
import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import type { AccessView } from '#app/presenters/present-access.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { showToast } from '#app/ui/admin/toast.ts';
import { accessTexts } from '#app/ui/texts/access.ts';

/** Shopify tells the app by a webhook, which takes a moment. */
const HEARD_MS = 4_000;

export function AccessNotices({ access }: { access: AccessView }) {
  return (
    <>
      <LostAccess access={access} />
      <MissingAccess access={access} />
      <MissingForRewards scopes={access.missingForRewards} />
    </>
  );
}

function LostAccess({ access: { lostAt, open } }: { access: AccessView }) {
  const { format } = useAdmin();
  const texts = useTexts(accessTexts).lost;
  if (lostAt === null) return null;
  return (
    <Banner tone="critical" title={texts.title(format.dateTime(lostAt))}>
      <BlockStack gap="200" inlineAlign="start">
        <Text as="p">{texts.body}</Text>
        <Remedy texts={texts} open={open} />
      </BlockStack>
    </Banner>
  );
}

function MissingAccess({ access: { missing, open } }: { access: AccessView }) {
  const texts = useTexts(accessTexts).missing;
  if (missing.length === 0) return null;
  return (
    <Banner tone="warning" title={texts.title(missing.length)}>
      <BlockStack gap="200" inlineAlign="start">
        <Text as="p">{texts.body}</Text>
        <Needs scopes={missing} />
        <Remedy texts={texts} open={open} />
      </BlockStack>
    </Banner>
  );
}

/** Whoever opens the app through Shopify's own page gives or renews what is missing. */
function Remedy({ texts, open }: { texts: { remedy: string; open: string }; open: string }) {
  return (
    <>
      <Text as="p">{texts.remedy}</Text>
      <Button url={open} target="_top">
        {texts.open}
      </Button>
    </>
  );
}

function MissingForRewards({ scopes }: { scopes: string[] }) {
  const texts = useTexts(accessTexts).missing;
  const { busy, ask } = useRequest(scopes);
  if (scopes.length === 0) return null;
  return (
    <Banner tone="warning" title={texts.rewardTitle}>
      <BlockStack gap="200" inlineAlign="start">
        <Text as="p">{texts.rewardBody}</Text>
        <Needs scopes={scopes} />
        <Button onClick={() => void ask()} loading={busy}>
          {texts.allow}
        </Button>
      </BlockStack>
    </Banner>
  );
}

/** Shopify asks the merchant over the page. */
function useRequest(scopes: string[]): { busy: boolean; ask: () => Promise<void> } {
  const texts = useTexts(accessTexts).missing;
  const { revalidate } = useRevalidator();
  const [busy, setBusy] = useState(false);
  const ask = async () => {
    setBusy(true);
    const answer = await window.shopify?.scopes.request(scopes).catch(() => undefined);
    const granted = answer?.result === 'granted-all';
    showToast(granted ? texts.allowed : texts.refused, { isError: !granted });
    if (granted) await new Promise((resolve) => setTimeout(resolve, HEARD_MS));
    setBusy(false);
    if (granted) revalidate();
  };
  return { busy, ask };
}

function Needs({ scopes }: { scopes: string[] }) {
  const { needs } = useTexts(accessTexts).missing;
  return (
    <List>
      {scopes.map((scope) => (
        <List.Item key={scope}>{needs[scope] ?? scope}</List.Item>
      ))}
    </List>
  );
}
