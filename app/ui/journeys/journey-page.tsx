/** One journey: the path in words, with texts and waits to edit; who would get it today; and the whole as data. */
import { useNavigate } from '@remix-run/react';
import { SaveBar, TitleBar } from '@shopify/app-bridge-react';
import { Badge, Banner, BlockStack, Box, Button, InlineStack, Page, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import type { Journey, JourneyStep } from '#app/core/journeys/journey.ts';
import type { JourneyView } from '#app/presenters/present-journeys.ts';
import { useMay, useTexts } from '#app/ui/admin/context.tsx';
import { DataCard } from '#app/ui/journeys/data-card.tsx';
import { MailOff, SwitchButton } from '#app/ui/journeys/journeys-page.tsx';
import { PathCard } from '#app/ui/journeys/path-card.tsx';
import { TodayCard } from '#app/ui/journeys/today-card.tsx';
import { useWords } from '#app/ui/journeys/use-words.ts';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { useLeaving } from '#app/ui/program/use-leaving.ts';
import { commonTexts } from '#app/ui/texts/common.ts';

export function JourneyPage({ view }: { view: JourneyView }) {
  const common = useTexts(commonTexts);
  const words = useWords(view.tiers);
  const { texts, named } = words;
  const may = useMay('configure');
  const [journey, setJourney] = useState<Journey>(view.journey);
  const changed = JSON.stringify(journey) !== JSON.stringify(view.journey);
  const { send, busy, refusal, done } = useJson<{ revision: number }>('journey');
  useToast(done, texts.saved);
  useLeaving(changed && !done);
  const setStep = (step: JourneyStep) =>
    setJourney((before) => ({
      ...before,
      steps: before.steps.map((one) => (one.id === step.id ? step : one)),
    }));
  const name = named(journey.name);
  return (
    <Page
      title={name}
      titleMetadata={
        <Badge {...(view.on ? { tone: 'success' as const } : {})}>{view.on ? texts.on : texts.off}</Badge>
      }
      subtitle={named(journey.about ?? {})}
      backAction={{ content: texts.title, url: '/app/journeys' }}
    >
      <TitleBar title={name} />
      <SaveBar id="journey-bar" open={changed}>
        <button
          variant="primary"
          type="button"
          onClick={() => send({ journey, seen: view.revision })}
          {...(busy ? { loading: '' } : {})}
        >
          {common.save}
        </button>
        <button type="button" onClick={() => setJourney(view.journey)} disabled={busy}>
          {common.discard}
        </button>
      </SaveBar>
      <BlockStack gap="400">
        {refusal ? <Banner tone="critical">{refusal}</Banner> : null}
        {view.mail ? null : <MailOff />}
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <InlineStack gap="300" wrap>
            <SwitchButton
              id={journey.id}
              name={name}
              on={view.on}
              revision={view.revision}
              disabled={changed}
            />
            {may && view.revision > 0 && !view.on ? <ResetButton view={view} disabled={changed} /> : null}
          </InlineStack>
        </Box>
        <PathCard journey={journey} view={view} words={words} onStep={may ? setStep : undefined} />
        <TodayCard view={view} words={words} />
        {may ? <DataCard view={view} disabled={changed} /> : null}
      </BlockStack>
    </Page>
  );
}

/** Brings a ready-made one back, or takes away one of the shop's own. */
function ResetButton({ view, disabled }: { view: JourneyView; disabled: boolean }) {
  const { texts } = useWords();
  const { send, busy, refusal, done } = useJson<{ revision: number }>('journey');
  useToast(done, texts.saved);
  const own = view.original === null;
  const navigate = useNavigate();
  useEffect(() => {
    if (done && own) void navigate('/app/journeys');
  }, [done, own, navigate]);
  return (
    <BlockStack gap="100">
      <Button
        loading={busy}
        disabled={disabled}
        {...(own ? { tone: 'critical' as const } : {})}
        onClick={() => send({ id: view.journey.id, reset: true, seen: view.revision })}
      >
        {own ? texts.remove : texts.asItWas}
      </Button>
      {refusal ? (
        <Text as="p" tone="critical">
          {refusal}
        </Text>
      ) : null}
    </BlockStack>
  );
}
