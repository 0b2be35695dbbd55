/** The program in the form, tried on the shop's past beside the live one. */
import { Banner, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import type { SimulationView } from '#app/presenters/present-simulation.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { TrialResult } from '#app/ui/program/trial-result.tsx';
import { programPreparingTexts } from '#app/ui/texts/program-preparing.ts';

export type TrialProps = {
  run: SimulationView | null;
  starting: boolean;
  refusal: string | null;
};

type TrialCardProps = TrialProps & {
  /** Whether the run is about the program in the form. */
  current: boolean;
  /** Names of tiers by id, of the live program and of the tried one. */
  tierName: (id: string) => string;
  onStart: () => void;
};

export function TrialCard({ run, starting, refusal, current, tierName, onStart }: TrialCardProps) {
  const texts = useTexts(programPreparingTexts).trial;
  const busy = starting || isRunning(run);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        <Text as="p" tone="subdued">
          {texts.intro}
        </Text>
        {refusal ? (
          <Banner tone="critical" title={texts.refused}>
            {refusal}
          </Banner>
        ) : null}
        <InlineStack>
          <Button onClick={onStart} loading={busy}>
            {run ? texts.again : texts.start}
          </Button>
        </InlineStack>
        {run ? <Run run={run} current={current} tierName={tierName} /> : null}
      </BlockStack>
    </Card>
  );
}

export function isRunning(run: SimulationView | null): boolean {
  return run?.state === 'waiting' || run?.state === 'running';
}

function Run({
  run,
  current,
  tierName,
}: { run: SimulationView } & Pick<TrialCardProps, 'current' | 'tierName'>) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).trial;
  if (run.state === 'failed') {
    return (
      <Banner tone="critical" title={texts.failed}>
        <Text as="p" breakWord>
          {run.error}
        </Text>
      </Banner>
    );
  }
  if (isRunning(run)) {
    const share = run.total > 0 ? (run.done / run.total) * 100 : 0;
    return (
      <BlockStack gap="100">
        <ProgressBar progress={share} size="small" ariaLabelledBy="trial-progress" />
        <Text as="p" variant="bodySm" id="trial-progress">
          {run.total > 0 ? texts.running(format.number(run.done), format.number(run.total)) : texts.waiting}
        </Text>
      </BlockStack>
    );
  }
  if (!run.result) return null;
  return (
    <BlockStack gap="300">
      {current ? null : <Banner tone="warning">{texts.outdated}</Banner>}
      {run.finishedAt ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {texts.finished(format.dateTime(run.finishedAt))}
        </Text>
      ) : null}
      {run.result.after.members === 0 ? (
        <Text as="p">{texts.nobody}</Text>
      ) : (
        <TrialResult result={run.result} people={run.people} tierName={tierName} />
      )}
    </BlockStack>
  );
}
