/** What the program would bring and cost; every assumption stands beneath and can be changed. */
import {
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  Collapsible,
  InlineGrid,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import type { Assumptions, Projection } from '#app/core/concept/project.ts';
import { localizedName } from '#app/ui/setup/localized-name.ts';
import type { Program } from '#app/core/program/program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { Figure } from '#app/ui/setup/past-card.tsx';
import type { ProjectionState } from '#app/ui/setup/use-proposal.ts';
import { setupTexts } from '#app/ui/texts/setup.ts';

const SPANS = [
  { months: 6, name: 'half' },
  { months: 12, name: 'year' },
] as const;

export function ProjectionCard({ state, program }: { state: ProjectionState; program: Program }) {
  const texts = useTexts(setupTexts).projection;
  const { months, onMonths, forecast, projection } = state;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {texts.title}
          </Text>
          <ButtonGroup variant="segmented">
            {SPANS.map((span) => (
              <Button key={span.name} pressed={span.months === months} onClick={() => onMonths(span.months)}>
                {texts[span.name]}
              </Button>
            ))}
          </ButtonGroup>
        </InlineStack>
        {forecast.lives.length === 0 ? (
          <Text as="p">{texts.bare}</Text>
        ) : (
          <>
            <Text as="p" tone="subdued">
              {texts.body(String(months))}
            </Text>
            <Figures projection={projection} />
            <BreakEven projection={projection} />
            <TierShares projection={projection} program={program} />
          </>
        )}
        <AssumptionFields state={state} />
      </BlockStack>
    </Card>
  );
}

function Figures({ projection }: { projection: Projection }) {
  const { format } = useAdmin();
  const texts = useTexts(setupTexts).projection;
  const { issued, costMinor, liabilityMinor, revenueMinor, reached } = projection;
  const money = (minor: number | null) => (minor === null ? '–' : format.money(minor));
  const ofRevenue = costMinor === null || revenueMinor === 0 ? undefined : costMinor / revenueMinor;
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="400">
      <Figure
        label={texts.issued}
        value={format.number(issued.total)}
        help={texts.issuedHelp(
          format.number(issued.orders),
          format.number(issued.gifts),
          format.number(issued.past),
        )}
      />
      <Figure
        label={texts.cost}
        value={money(costMinor)}
        help={ofRevenue === undefined ? undefined : texts.costHelp(format.share(ofRevenue))}
      />
      <Figure
        label={texts.liability}
        value={money(liabilityMinor)}
        help={texts.liabilityHelp(format.number(projection.outstanding))}
      />
      <Figure
        label={texts.reached}
        value={reached === null ? '–' : format.share(reached.percent / 100)}
        help={
          reached === null
            ? undefined
            : texts.reachedHelp(format.number(reached.members), format.number(projection.members))
        }
      />
    </InlineGrid>
  );
}

function BreakEven({ projection: { breakEven } }: { projection: Projection }) {
  const { format } = useAdmin();
  const texts = useTexts(setupTexts).projection;
  if (breakEven === null) return null;
  const { revenueMinor, percent, orders } = breakEven;
  return (
    <Text as="p" fontWeight="semibold">
      {revenueMinor === 0
        ? texts.breakEvenNone
        : texts.breakEven(format.money(revenueMinor), format.share(percent / 100), format.number(orders))}
    </Text>
  );
}

function TierShares({ projection, program }: { projection: Projection; program: Program }) {
  const { format, language } = useAdmin();
  const texts = useTexts(setupTexts).projection;
  if (projection.tiers.length === 0) return null;
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {texts.tiers}
      </Text>
      <InlineStack gap="400">
        {projection.tiers.map(({ id, members, percent }) => (
          <Text as="span" key={id}>
            {`${localizedName(program, id, language)}: ${format.number(members)} (${format.share(percent / 100)})`}
          </Text>
        ))}
      </InlineStack>
      {projection.leftOut.length > 0 ? (
        <Text as="p" tone="subdued">
          {texts.leftOut(projection.leftOut.join(', '))}
        </Text>
      ) : null}
    </BlockStack>
  );
}

const CHANGEABLE = ['redeem', 'join', 'uplift', 'deeds'] as const;

function AssumptionFields({ state }: { state: ProjectionState }) {
  const [open, setOpen] = useState(false);
  const { projection: texts } = useTexts(setupTexts);
  return (
    <BlockStack gap="300" inlineAlign="start">
      <Button
        variant="plain"
        disclosure={open ? 'up' : 'down'}
        ariaExpanded={open}
        ariaControls="setup-assumptions"
        onClick={() => setOpen(!open)}
      >
        {texts.assumptions}
      </Button>
      <Collapsible id="setup-assumptions" open={open}>
        <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="400">
          {CHANGEABLE.map((name) => (
            <Assumption key={name} name={name} state={state} />
          ))}
        </InlineGrid>
      </Collapsible>
    </BlockStack>
  );
}

function Assumption({ name, state }: { name: (typeof CHANGEABLE)[number]; state: ProjectionState }) {
  const texts = useTexts(setupTexts);
  const [text, setText] = useState<string | null>(null);
  const kept: number = state.assumptions[name satisfies keyof Assumptions];
  return (
    <TextField
      label={texts.projection[name]}
      suffix={texts.more.percent}
      autoComplete="off"
      inputMode="numeric"
      value={text ?? String(kept)}
      onChange={(value) => {
        setText(value);
        if (/^\d{1,3}$/.test(value) && Number(value) <= 100) state.onAssumption(name, Number(value));
      }}
    />
  );
}
