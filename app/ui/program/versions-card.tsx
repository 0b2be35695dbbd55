/** What was published when, by whom, and for which orders; compares a version with the live one and brings it back. */
import { Badge, Banner, BlockStack, Button, ButtonGroup, InlineStack, Modal, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { ComparisonView, VersionView } from '#app/presenters/present-program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
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
  hasDraft: boolean;
  restore: RestoreProps;
};

export function VersionsCard({ versions, hasOlder, hasDraft, restore }: VersionsCardProps) {
  const texts = useTexts(programTexts).history;
  const [compared, setCompared] = useState<number | null>(null);
  const [asked, setAsked] = useState<number | null>(null);
  const liveVersion = versions[0]?.version;
  const compare = (version: number) => {
    setCompared(compared === version ? null : version);
    if (compared !== version) restore.onCompare(version);
  };
  const ask = (version: number) => {
    setAsked(version);
    restore.onCompare(version);
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
              <VersionRow version={version} live={version.version === liveVersion} />
              {version.version === liveVersion ? null : (
                <VersionActions
                  version={version.version}
                  open={compared === version.version}
                  onCompare={() => compare(version.version)}
                  onRestore={() => ask(version.version)}
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
      <RestoreDialog version={asked} hasDraft={hasDraft} restore={restore} onClose={() => setAsked(null)} />
    </>
  );
}

function VersionRow({ version, live }: { version: VersionView; live: boolean }) {
  const { format } = useAdmin();
  const texts = useTexts(programTexts).history;
  const more = useTexts(programPreparingTexts).versions;
  const { actor, quote } = useTexts(commonTexts);
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {texts.version(format.number(version.version))}
        </Text>
        {live ? <Badge tone="success">{texts.live}</Badge> : null}
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

type VersionActionsProps = { version: number; open: boolean; onCompare: () => void; onRestore: () => void };

function VersionActions({ version, open, onCompare, onRestore }: VersionActionsProps) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).versions;
  const number = format.number(version);
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
      <Button size="slim" onClick={onRestore} accessibilityLabel={texts.restoreLabel(number)}>
        {texts.restore}
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
      <DifferenceList differences={comparison.differences} turned={turned} />
    </BlockStack>
  );
}

function RestoreDialog({
  version,
  hasDraft,
  restore,
  onClose,
}: {
  version: number | null;
  hasDraft: boolean;
  restore: RestoreProps;
  onClose: () => void;
}) {
  const { format } = useAdmin();
  const texts = useTexts(programPreparingTexts).versions;
  const { cancel } = useTexts(commonTexts);
  const number = version === null ? '' : format.number(version);
  const differences = restore.comparison?.left === version ? restore.comparison.differences : [];
  const tiersMove = differences.some(({ path }) => path.startsWith('tiers.'));
  return (
    <Modal
      open={version !== null}
      title={texts.title(number)}
      onClose={onClose}
      primaryAction={{
        content: texts.restore,
        loading: restore.busy,
        disabled: differences.length === 0,
        onAction: () => {
          if (version !== null) restore.onRestore(version);
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
          <Text as="p">{texts.body(number)}</Text>
          {hasDraft ? <Text as="p">{texts.dropsDraft}</Text> : null}
          {tiersMove ? <Banner tone="warning">{texts.tiers}</Banner> : null}
          {version === null ? null : <Comparison version={version} restore={restore} turned />}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
