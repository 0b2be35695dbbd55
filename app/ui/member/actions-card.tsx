/** What staff can do with a member beside her points: tier, block, merge, data file, erasure. Each asks first. */
import {
  Banner,
  BlockStack,
  Button,
  Card,
  Checkbox,
  FormLayout,
  Modal,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { BLOCK_REASONS } from '#app/core/team/block-reasons.ts';
import type { Names } from '#app/presenters/program-names.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useNamed } from '#app/ui/admin/named.ts';
import { memberActionTexts } from '#app/ui/texts/member-actions.ts';
import { memberLabel, membersTexts } from '#app/ui/texts/members.ts';

export type OtherMember = {
  id: string;
  displayName: string | null;
  email: string | null;
  customerId: string | null;
  erasedAt: null;
  available: number;
};

export type ActionsProps = {
  member: { isBlocked: boolean; hasAccount: boolean };
  tiers: { id: string; names: Names }[];
  busy: boolean;
  refusal: string | null;
  /** Undefined before anybody was looked for. */
  other: OtherMember | null | undefined;
  onLook: (memberId: string) => void;
  onAct: (fields: Record<string, string>) => void;
};

type Asked = 'tier' | 'block' | 'merge' | 'erase';

export function ActionsCard(props: ActionsProps) {
  const { member, tiers, busy, refusal, onAct } = props;
  const texts = useTexts(memberActionTexts);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const act = (fields: Record<string, string>) => {
    close();
    onAct(fields);
  };
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          {texts.title}
        </Text>
        {refusal ? <Banner tone="critical">{refusal}</Banner> : null}
        {tiers.length > 0 ? (
          <Button disabled={busy} onClick={() => setAsked('tier')}>
            {texts.tier.button}
          </Button>
        ) : null}
        <Button disabled={busy} onClick={() => setAsked('merge')}>
          {texts.merge.button}
        </Button>
        {member.hasAccount ? (
          <Button disabled={busy} onClick={() => act({ intent: 'file' })}>
            {texts.file.button}
          </Button>
        ) : null}
        {member.isBlocked ? (
          <Button disabled={busy} onClick={() => act({ intent: 'unblock' })}>
            {texts.block.undo}
          </Button>
        ) : (
          <Button tone="critical" disabled={busy} onClick={() => setAsked('block')}>
            {texts.block.button}
          </Button>
        )}
        {member.hasAccount ? (
          <Button tone="critical" disabled={busy} onClick={() => setAsked('erase')}>
            {texts.erase.button}
          </Button>
        ) : null}
      </BlockStack>
      {asked === 'tier' ? <TierDialog tiers={tiers} onAct={act} onClose={close} /> : null}
      {asked === 'block' ? <BlockDialog onAct={act} onClose={close} /> : null}
      {asked === 'merge' ? <MergeDialog {...props} onAct={act} onClose={close} /> : null}
      {asked === 'erase' ? <EraseDialog onAct={act} onClose={close} /> : null}
    </Card>
  );
}

type DialogProps = { onAct: (fields: Record<string, string>) => void; onClose: () => void };

function TierDialog({ tiers, onAct, onClose }: DialogProps & Pick<ActionsProps, 'tiers'>) {
  const texts = useTexts(memberActionTexts);
  const named = useNamed();
  const [tier, setTier] = useState(tiers[0]?.id ?? '');
  const [until, setUntil] = useState('');
  return (
    <Modal
      open
      title={texts.tier.title}
      onClose={onClose}
      primaryAction={{ content: texts.tier.confirm, onAction: () => onAct({ intent: 'tier', tier, until }) }}
      secondaryActions={[{ content: texts.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <FormLayout>
          <Text as="p">{texts.tier.body}</Text>
          <Select
            label={texts.tier.field}
            options={tiers.map(({ id, names }) => ({ value: id, label: named(names, id) }))}
            value={tier}
            onChange={setTier}
          />
          <TextField
            label={texts.tier.until}
            helpText={texts.tier.untilHelp}
            type="date"
            autoComplete="off"
            value={until}
            onChange={setUntil}
          />
        </FormLayout>
      </Modal.Section>
    </Modal>
  );
}

function BlockDialog({ onAct, onClose }: DialogProps) {
  const texts = useTexts(memberActionTexts);
  const [reason, setReason] = useState<string>(BLOCK_REASONS[0]);
  return (
    <Modal
      open
      title={texts.block.title}
      onClose={onClose}
      primaryAction={{
        content: texts.block.confirm,
        destructive: true,
        onAction: () => onAct({ intent: 'block', reason }),
      }}
      secondaryActions={[{ content: texts.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <FormLayout>
          <Text as="p">{texts.block.body}</Text>
          <Select
            label={texts.block.reason}
            options={BLOCK_REASONS.map((code) => ({ value: code, label: texts.block.reasons[code] ?? code }))}
            value={reason}
            onChange={setReason}
          />
        </FormLayout>
      </Modal.Section>
    </Modal>
  );
}

function MergeDialog({ other, busy, onLook, onAct, onClose }: DialogProps & ActionsProps) {
  const texts = useTexts(memberActionTexts);
  const { format } = useAdmin();
  const labels = useTexts(membersTexts);
  const [id, setId] = useState('');
  const isFound = other?.id === id;
  return (
    <Modal
      open
      title={texts.merge.title}
      onClose={onClose}
      primaryAction={{
        content: texts.merge.confirm,
        destructive: true,
        disabled: !isFound,
        onAction: () => onAct({ intent: 'merge', from: id }),
      }}
      secondaryActions={[{ content: texts.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <FormLayout>
          <Text as="p">{texts.merge.body}</Text>
          <TextField
            label={texts.merge.field}
            helpText={texts.merge.fieldHelp}
            autoComplete="off"
            inputMode="numeric"
            value={id}
            onChange={(text) => setId(text.replace(/\D/g, '').slice(0, 15))}
            connectedRight={
              <Button loading={busy} disabled={id === ''} onClick={() => onLook(id)}>
                {texts.merge.find}
              </Button>
            }
          />
          <div role="status">
            {isFound ? (
              <Banner tone="warning">
                {texts.merge.found(memberLabel(labels, other), format.number(other.available))}
              </Banner>
            ) : null}
            {other === null ? <Banner>{texts.merge.unknown}</Banner> : null}
          </div>
        </FormLayout>
      </Modal.Section>
    </Modal>
  );
}

function EraseDialog({ onAct, onClose }: DialogProps) {
  const texts = useTexts(memberActionTexts);
  const [sure, setSure] = useState(false);
  return (
    <Modal
      open
      title={texts.erase.title}
      onClose={onClose}
      primaryAction={{
        content: texts.erase.confirm,
        destructive: true,
        disabled: !sure,
        onAction: () => onAct({ intent: 'erase' }),
      }}
      secondaryActions={[{ content: texts.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{texts.erase.body}</Text>
          <Checkbox label={texts.erase.check} checked={sure} onChange={setSure} />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
