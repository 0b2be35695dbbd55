/** The way from installation to the first redemption; disappears when every step is done. */
import { BlockStack, Card, Icon, InlineStack, Link, Text } from '@shopify/polaris';
import { CheckCircleIcon } from '@shopify/polaris-icons';
import type { HomeView } from '#app/presenters/present-home.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { homeTexts } from '#app/ui/texts/home.ts';

type Step = { key: string; done: boolean; title: string; body: string; url?: string };

export function SetupSteps({ setup, historyDone }: { setup: HomeView['setup']; historyDone: boolean }) {
  const texts = useTexts(homeTexts).setup;
  const steps: Step[] = [
    {
      key: 'program',
      done: setup.hasProgram,
      title: texts.program,
      body: texts.programBody,
      url: '/app/setup',
    },
    {
      key: 'reward',
      done: setup.hasReward,
      title: texts.reward,
      body: texts.rewardBody,
      url: '/app/program',
    },
    { key: 'history', done: historyDone, title: texts.history, body: texts.historyBody },
    {
      key: 'member',
      done: setup.hasMember,
      title: texts.member,
      body: texts.memberBody,
      url: '/app/members',
    },
    { key: 'redemption', done: setup.hasRedemption, title: texts.redemption, body: texts.redemptionBody },
  ];
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {texts.title}
          </Text>
          <Text as="p" tone="subdued">
            {texts.progress(done, steps.length)}
          </Text>
        </BlockStack>
        <BlockStack as="ol" gap="300">
          {steps.map((step) => (
            <li key={step.key} style={{ listStyle: 'none' }}>
              <SetupStep step={step} />
            </li>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function SetupStep({ step }: { step: Step }) {
  const texts = useTexts(homeTexts).setup;
  return (
    <InlineStack gap="300" wrap={false} blockAlign="start">
      <span>
        <Icon
          source={step.done ? CheckCircleIcon : OpenStepIcon}
          tone={step.done ? 'success' : 'subdued'}
          accessibilityLabel={step.done ? texts.done : texts.open}
        />
      </span>
      <BlockStack gap="050">
        <Text as="span" fontWeight="semibold">
          {step.url && !step.done ? <Link url={step.url}>{step.title}</Link> : step.title}
        </Text>
        {step.done ? null : (
          <Text as="span" tone="subdued">
            {step.body}
          </Text>
        )}
      </BlockStack>
    </InlineStack>
  );
}

/** Polaris has no icon for a step that is still open. */
function OpenStepIcon() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <circle
        cx="10"
        cy="10"
        r="6.25"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="2.6 2.3"
      />
    </svg>
  );
}
