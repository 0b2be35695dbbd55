/** Set-up after the launch: where the program stands, how far the past is booked, what is left to do. */
import { TitleBar } from '@shopify/app-bridge-react';
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Page,
  ProgressBar,
  Text,
} from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { SetupView } from '#app/presenters/present-setup.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { setupTexts } from '#app/ui/texts/setup.ts';

type LaunchedPageProps = {
  program: NonNullable<SetupView['program']>;
  booking: SetupView['booking'];
  launching: boolean;
  refusal: string | null;
  /** Ends a trial. */
  onLaunch: () => void;
  /** What is to be decided before a trial ends. */
  before: ReactNode;
  children: ReactNode;
};

export function LaunchedPage(props: LaunchedPageProps) {
  const { program, booking, launching, refusal, onLaunch } = props;
  const { format } = useAdmin();
  const { title, after, launch } = useTexts(setupTexts);
  const { stage, testers } = program.config;
  const words = {
    live: { title: after.liveTitle, body: after.liveBody, tone: 'success', badge: after.stages.live },
    test: {
      title: after.trialTitle,
      body: after.trialBody(format.number(testers.length)),
      tone: 'info',
      badge: after.stages.test,
    },
    phaseOut: {
      title: after.phaseOutTitle,
      body: after.phaseOutBody,
      tone: 'warning',
      badge: after.stages.phaseOut,
    },
  } as const;
  const said = words[stage];
  return (
    <Page title={title}>
      <TitleBar title={title} />
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300" inlineAlign="start">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h2" variant="headingMd">
                {said.title}
              </Text>
              <Badge tone={said.tone}>{said.badge}</Badge>
            </InlineStack>
            <Text as="p">{said.body}</Text>
            {refusal ? (
              <Banner tone="critical">
                <Text as="p">{refusal}</Text>
              </Banner>
            ) : null}
            <InlineStack gap="300">
              {stage === 'test' ? (
                <Button variant="primary" loading={launching} onClick={onLaunch}>
                  {launch.forAll}
                </Button>
              ) : null}
              <Button url="/app/program">{after.edit}</Button>
            </InlineStack>
            <Booking booking={booking} />
          </BlockStack>
        </Card>
        {props.before}
        {props.children}
      </BlockStack>
    </Page>
  );
}

function Booking({ booking }: { booking: SetupView['booking'] }) {
  const { format } = useAdmin();
  const texts = useTexts(setupTexts).after;
  if (!booking || booking.total === 0) return null;
  const { state, total, done, points } = booking;
  if (state === 'failed') return <Text as="p">{texts.bookingFailed}</Text>;
  if (state === 'done') return <Text as="p">{texts.booked(format.number(done), format.number(points))}</Text>;
  return (
    <BlockStack gap="200">
      <Text as="p" id="setup-booking">
        {texts.booking(format.number(done), format.number(total))}
      </Text>
      <ProgressBar size="small" progress={Math.floor((done / total) * 100)} ariaLabelledBy="setup-booking" />
    </BlockStack>
  );
}
