/** What was published when, by whom, and for which orders; compares a version with the live one and brings it back. */
import { Badge, Banner, BlockStack, Button, ButtonGroup, InlineStack, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import { comparePrograms } from '#app/core/program/compare-programs.ts';
import type { ComparisonView, VersionView } from '#app/presenters/present-program.ts';
import { useActorName, useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { ListCard } from '#app/ui/admin/list-card.tsx';
import { DifferenceList } from '#app/ui/program/difference-list.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { programPreparingTexts } from '#app/ui/texts/program-preparing.ts';
import { programTexts } from '#app/ui/texts/program.ts';

/** Shopify has existed since 2006: whatever applies from before then applies to every order. */
const FIRST_SHOPIFY_ORDER = '2006';

export type RestoreProps = {
  /** The comparison that was asked for last, with the live version; null while it is under way. */
  comparison: ComparisonView | null;
  busy: boolean;
  /** Why the last attempt was refused. */
  refusal: string | null;
  onCompare: (version: number) => void;
  onRestore: (version: number) => void;
};

type VersionsCardProps = {
  versions: VersionView[];
  hasOlder: boolean;
  /** The version in force, or 0. */
  live: number;
  hasDraft: boolean;
  restore: RestoreProps;
};

export function VersionsCard({ versions, hasOlder, live, hasDraft, restore }: VersionsCardProps) {
  const texts = useTexts(programTexts).history;
  const [compared, setCompared] = useState<number | null>(null);
  const [asked, setAsked] = useState<VersionView | null>(null);
  const compare = (version: number) => {
    setCompared(compared === version ? null : version);
    if (compared !== version) restore.onCompare(version);
  };
  const ask = (version: VersionView) => {
    setAsked(version);
    restore.onCompare(version.version);
  };
  return (
    <>
      <ListCard
        title={texts.title}
        intro={texts.note}
        empty={texts.empty}
        rows={versions.map((version) => ({
          key: String(version.version),
          content: (
            <BlockStack gap="200">
              <VersionRow version={version} />
              {version.state === 'live' ? null : (
                <VersionActions
                  version={version}
                  live={live}
                  open={compared === version.version}
                  onCompare={() => compare(version.version)}
                  onRestore={() => ask(version)}
                />
              )}
              {compared === version.version ? (
                <Comparison version={version.version} restore={restore} />
              ) : null}
            </BlockStack>
          ),
        }))}
        footer={hasOlder ? <Text as="p">{texts.older}</Text> : null}
      />
      <RestoreDialog
        asked={asked}
        live={live}
        hasDraft={hasDraft}
        restore={restore}
        onClose={() => setAsked(null)}
      />
    </>
  );
}

function VersionRow({ version }: { version: VersionView }) {
  const { format } = useAdmin();
  const texts = useTexts(programTexts).history;
  const more = useTexts(programPreparingTexts).versions;
  const { quote } = useTexts(commonTexts);
  const actor = useActorName();
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {texts.version(format.number(version.version))}
        </Text>
        {version.state === 'live' ? <Badge tone="success">{texts.live}</Badge> : null}
        {version.state === 'scheduled' ? <Badge tone="info">{texts.scheduled}</Badge> : null}
        {version.active ? null : <Badge tone="warning">{texts.paused}</Badge>}
      </InlineStack>
      {version.restores === null ? null : (
        <Text as="span" variant="bodySm">
          {more.restores(format.number(version.restores))}
        </Text>
      )}
      {version.note ? (
        <Text as="span" variant="bodySm" breakWord>
          {quote(version.note)}
        </Text>
      ) : null}
      <Text as="span" tone="subdued" variant="bodySm">
        {texts.published(format.dateTime(version.publishedAt), actor(version.publishedBy))}
      </Text>
      <Text as="span" tone="subdued" variant="bodySm">
        {version.appliesFrom < FIRST_SHOPIFY_ORDER
          ? texts.appliesToAll
          : texts.appliesFrom(format.date(version.appliesFrom))}
      </Text>
    </BlockStack>
  );
}

type VersionActionsProps = {
  version: VersionView;
  /** The version in force. */
  live: number;
  open: boolean;
  onCompare: () => void;
  onRestore: () => void;
};

/** A version whose time has not come never begins once the one in force is published again. */
function VersionActions({ version, live, open, onCompare, onRestore }: VersionActionsProps) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).versions;
  const number = format.number(version.version);
  const isScheduled = version.state === 'scheduled' && live > 0;
  return (
    <ButtonGroup>
      <Button
        size="slim"
        onClick={onCompare}
        ariaExpanded={open}
        accessibilityLabel={texts.compareLabel(number)}
      >
        {open ? texts.hide : texts.compare}
      </Button>
      <Button
        size="slim"
        onClick={onRestore}
        accessibilityLabel={isScheduled ? texts.cancelLabel(number) : texts.restoreLabel(number)}
      >
        {isScheduled ? texts.cancelScheduled : texts.restore}
      </Button>
    </ButtonGroup>
  );
}

/** @param turned from the live version to this one, instead of to the live one. */
function Comparison({
  version,
  restore,
  turned = false,
}: {
  version: number;
  restore: RestoreProps;
  turned?: boolean;
}) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).versions;
  const { comparison } = restore;
  if (comparison?.left !== version) return <Text as="p">{texts.loading}</Text>;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {turned ? texts.changes : texts.compared(format.number(version))}
      </Text>
      {turned ? (
        <DifferenceList before={comparison.after} after={comparison.before} />
      ) : (
        <DifferenceList before={comparison.before} after={comparison.after} />
      )}
    </BlockStack>
  );
}

/** Brings back what was, or keeps what is: then the version in force is published anew, and the scheduled one never begins. */
function RestoreDialog({
  asked,
  live,
  hasDraft,
  restore,
  onClose,
}: {
  asked: VersionView | null;
  live: number;
  hasDraft: boolean;
  restore: RestoreProps;
  onClose: () => void;
}) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).versions;
  const { cancel } = useTexts(commonTexts);
  const version = asked?.version ?? null;
  const isScheduled = asked?.state === 'scheduled' && live > 0;
  const number = version === null ? '' : format.number(version);
  const compared = restore.comparison?.left === version ? restore.comparison : null;
  const differences = compared ? comparePrograms(compared.before, compared.after) : [];
  const tiersMove = differences.some(({ path }) => path.startsWith('tiers.'));
  return (
    <Modal
      open={version !== null}
      title={isScheduled ? texts.cancelTitle(number) : texts.title(number)}
      onClose={onClose}
      primaryAction={{
        content: isScheduled ? texts.cancelScheduled : texts.restore,
        loading: restore.busy,
        disabled: differences.length === 0,
        onAction: () => {
          if (version !== null) restore.onRestore(isScheduled ? live : version);
        },
      }}
      secondaryActions={[{ content: cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          {restore.refusal ? (
            <Banner tone="critical" title={texts.refused}>
              {restore.refusal}
            </Banner>
          ) : null}
          <Text as="p">{isScheduled ? texts.cancelBody : texts.body(number)}</Text>
          {hasDraft ? <Text as="p">{texts.dropsDraft}</Text> : null}
          {tiersMove ? <Banner tone="warning">{texts.tiers}</Banner> : null}
          {version === null ? null : <Comparison version={version} restore={restore} turned={!isScheduled} />}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
