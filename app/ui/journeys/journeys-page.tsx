/** All journeys: what each is for, whether it is on, and how many are on the way. */
import { TitleBar } from '@shopify/app-bridge-react';
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  Page,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import type { JourneyLine, JourneysView } from '#app/presenters/present-journeys.ts';
import { useAdmin, useMay, useTexts } from '#app/ui/admin/context.tsx';
import { AnnounceModal } from '#app/ui/journeys/announce-modal.tsx';
import { useWords } from '#app/ui/journeys/use-words.ts';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { journeyTexts } from '#app/ui/texts/journeys.ts';

export function JourneysPage({ view }: { view: JourneysView }) {
  const { texts } = useWords();
  const may = useMay('configure');
  const [announcing, setAnnouncing] = useState(false);
  return (
    <Page
      title={texts.title}
      subtitle={texts.intro}
      {...(may ? { primaryAction: { content: texts.announce, onAction: () => setAnnouncing(true) } } : {})}
    >
      <TitleBar title={texts.title} />
      <BlockStack gap="400">
        {view.mail ? null : <MailOff />}
        <Card padding="0">
          <Box paddingInline="400">
            <BlockStack as="ul">
              {view.list.map((one, index) => (
                <li key={one.id} style={{ listStyle: 'none' }}>
                  <Box
                    paddingBlock="400"
                    borderColor="border-secondary"
                    {...(index > 0 ? { borderBlockStartWidth: '025' as const } : {})}
                  >
                    <JourneyItem one={one} days={view.days} />
                  </Box>
                </li>
              ))}
            </BlockStack>
          </Box>
        </Card>
      </BlockStack>
      {announcing ? (
        <AnnounceModal tiers={view.tiers} segments={view.segments} onClose={() => setAnnouncing(false)} />
      ) : null}
    </Page>
  );
}

export function MailOff() {
  const texts = useTexts(journeyTexts);
  return (
    <Banner tone="warning" action={{ content: texts.mailSettings, url: '/app/settings/mail' }}>
      {texts.mailOff}
    </Banner>
  );
}

function JourneyItem({ one, days }: { one: JourneyLine; days: number }) {
  const { format } = useAdmin();
  const { texts, named } = useWords();
  const name = named(one.name);
  const counts = texts.counts(
    format.number(one.begun),
    format.number(one.underway),
    format.number(one.goals),
  );
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" gap="200" blockAlign="center" wrap>
        <InlineStack gap="200" blockAlign="center" wrap>
          <Text as="h2" variant="headingSm">
            {name}
          </Text>
          <Badge {...(one.on ? { tone: 'success' as const } : {})}>{one.on ? texts.on : texts.off}</Badge>
          {one.ready ? null : <Badge tone="info">{texts.own}</Badge>}
        </InlineStack>
        <InlineStack gap="300" blockAlign="center" wrap>
          <Link url={`/app/journeys/${one.id}`} accessibilityLabel={texts.openLabel(name)}>
            {texts.open}
          </Link>
          <SwitchButton id={one.id} name={name} on={one.on} revision={one.revision} />
        </InlineStack>
      </InlineStack>
      <Text as="p">{named(one.about)}</Text>
      <Text as="p" tone="subdued" variant="bodySm">
        {[
          texts.steps(one.steps),
          ...(one.on || one.begun + one.underway > 0
            ? [`${texts.days(format.number(days))}: ${counts}`]
            : []),
        ].join(' · ')}
      </Text>
    </BlockStack>
  );
}

export function SwitchButton({
  id,
  name,
  on,
  revision,
  disabled = false,
}: {
  id: string;
  name: string;
  on: boolean;
  revision: number;
  disabled?: boolean;
}) {
  const texts = useTexts(journeyTexts);
  const may = useMay('configure');
  const { send, busy, refusal, done } = useJson<{ revision: number }>('journey');
  useToast(done, on ? texts.switchedOn : texts.switchedOff);
  if (!may) return null;
  return (
    <BlockStack gap="100">
      <Button
        loading={busy}
        disabled={disabled}
        accessibilityLabel={on ? texts.switchOffLabel(name) : texts.switchOnLabel(name)}
        onClick={() => send({ id, on: !on, seen: revision })}
      >
        {on ? texts.switchOff : texts.switchOn}
      </Button>
      {refusal ? (
        <Text as="p" tone="critical">
          {refusal}
        </Text>
      ) : null}
    </BlockStack>
  );
}
