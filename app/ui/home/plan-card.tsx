/** The plan, where there are plans: its name and state, the way to Shopify's page with them, and what a lapse means. */
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import type { PlanView } from '#app/presenters/present-access.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { accessTexts } from '#app/ui/texts/access.ts';

const TONES = { free: 'info', active: 'success', trial: 'attention' } as const;

export function LapsedNotice({ plan }: { plan: PlanView | null }) {
  const { format } = useAdmin();
  const texts = useTexts(accessTexts).plan;
  if (plan?.state !== 'lapsed') return null;
  const closes = plan.publishingCloses ? texts.closes(format.date(plan.publishingCloses)) : '';
  return (
    <Banner tone="warning" title={texts.lapsedTitle}>
      <BlockStack gap="200" inlineAlign="start">
        <Text as="p">
          {texts.lapsed(plan.at ? format.date(plan.at) : '')} {texts.goesOn}{' '}
          {plan.closed ? texts.closed : closes}
        </Text>
        <Button url={plan.page} target="_top">
          {texts.choose}
        </Button>
      </BlockStack>
    </Banner>
  );
}

export function PlanCard({ plan }: { plan: PlanView | null }) {
  const texts = useTexts(accessTexts).plan;
  if (!plan || plan.state === 'lapsed') return null;
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {texts.heading}
          </Text>
          <Badge tone={TONES[plan.state]}>{texts.states[plan.state]}</Badge>
        </InlineStack>
        <PlanSentence view={plan} />
        <Button url={plan.page} target="_top">
          {texts.change}
        </Button>
      </BlockStack>
    </Card>
  );
}

function PlanSentence({ view: { state, at, plan } }: { view: PlanView }) {
  const { format } = useAdmin();
  const texts = useTexts(accessTexts).plan;
  return (
    <Text as="p">
      {state === 'trial' && at ? texts.trial(plan ?? '', format.date(at)) : texts.body(plan ?? '')}
    </Text>
  );
}
