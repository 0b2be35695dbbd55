/** Whether mail goes out, and by whom: a server of SMTP with its password, or Klaviyo with its key. */
import {
  BlockStack,
  Button,
  Card,
  ChoiceList,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { MAIL_MODES } from '#app/core/settings.ts';
import { useTexts } from '#app/ui/admin/context.tsx';
import { isAddress, isHost, isPort, type MailFields } from '#app/ui/mail/mail-fields.ts';
import { useJson, useToast } from '#app/ui/program/use-json.ts';
import { mailTexts } from '#app/ui/texts/mail.ts';

const NEW_SERVER = { host: '', port: 587, security: 'starttls' as const, user: null, from: '' };

export function WayCard({
  mail,
  set,
  enabled,
  secrets,
}: MailFields & { secrets: { smtp: boolean; klaviyo: boolean } }) {
  const texts = useTexts(mailTexts).settings;
  return (
    <Card>
      <BlockStack gap="400">
        <ChoiceList
          title={texts.way}
          titleHidden
          disabled={!enabled}
          choices={MAIL_MODES.map((mode) => ({
            value: mode,
            label: texts.modes[mode],
            helpText: texts.modeHelp[mode],
          }))}
          selected={[mail.mode]}
          onChange={([chosen]) => {
            const mode = MAIL_MODES.find((one) => one === chosen) ?? 'off';
            set({ mode, ...(mode === 'smtp' && !mail.server ? { server: NEW_SERVER } : {}) });
          }}
        />
        {mail.mode === 'smtp' ? (
          <>
            <ServerFields mail={mail} set={set} enabled={enabled} />
            <Secret kind="smtp" label={texts.password} stored={secrets.smtp} enabled={enabled} />
          </>
        ) : null}
        {mail.mode === 'klaviyo' ? (
          <Secret
            kind="klaviyo"
            label={texts.key}
            help={texts.keyHelp}
            stored={secrets.klaviyo}
            enabled={enabled}
          />
        ) : null}
      </BlockStack>
    </Card>
  );
}

function ServerFields({ mail, set, enabled }: MailFields) {
  const texts = useTexts(mailTexts).settings;
  const server = mail.server ?? NEW_SERVER;
  const change = (part: Partial<typeof server>) => set({ server: { ...server, ...part } });
  return (
    <FormLayout>
      <TextField
        label={texts.host}
        helpText={texts.hostHelp}
        autoComplete="off"
        maxLength={253}
        disabled={!enabled}
        error={server.host === '' || isHost(server.host) ? undefined : texts.hostWrong}
        value={server.host}
        onChange={(host) => change({ host: host.trim() })}
      />
      <FormLayout.Group>
        <TextField
          label={texts.port}
          type="number"
          min={1}
          max={65_535}
          autoComplete="off"
          disabled={!enabled}
          error={isPort(server.port) ? undefined : texts.portWrong}
          value={Number.isNaN(server.port) ? '' : String(server.port)}
          onChange={(text) => change({ port: text === '' ? Number.NaN : Number(text) })}
        />
        <Select
          label={texts.security}
          disabled={!enabled}
          options={(['starttls', 'tls', 'none'] as const).map((value) => ({
            value,
            label: texts.securities[value],
          }))}
          value={server.security}
          onChange={(value) => change({ security: value === 'tls' || value === 'none' ? value : 'starttls' })}
        />
      </FormLayout.Group>
      <TextField
        label={texts.user}
        autoComplete="off"
        maxLength={254}
        disabled={!enabled}
        value={server.user ?? ''}
        onChange={(user) => change({ user: user === '' ? null : user })}
      />
      <TextField
        label={texts.from}
        type="email"
        helpText={texts.fromHelp}
        autoComplete="off"
        maxLength={254}
        disabled={!enabled}
        error={server.from === '' || isAddress(server.from) ? undefined : texts.fromWrong}
        value={server.from}
        onChange={(from) => change({ from: from.trim() })}
      />
    </FormLayout>
  );
}

function Secret({
  kind,
  label,
  help,
  stored,
  enabled,
}: {
  kind: 'smtp' | 'klaviyo';
  label: string;
  help?: string;
  stored: boolean;
  enabled: boolean;
}) {
  const texts = useTexts(mailTexts).settings;
  const { send, busy, refusal, done } = useJson<{ set: boolean }>('mail-secret');
  const [value, setValue] = useState('');
  useToast(done, texts.secretDone);
  useEffect(() => {
    if (done) setValue('');
  }, [done]);
  const isStored = done ? done.set : stored;
  return (
    <BlockStack gap="200">
      <TextField
        label={label}
        type="password"
        autoComplete="new-password"
        maxLength={500}
        helpText={[help, isStored ? texts.secretSet : texts.secretNone].filter(Boolean).join(' ')}
        disabled={!enabled}
        error={refusal ?? undefined}
        value={value}
        onChange={setValue}
      />
      {enabled ? (
        <InlineStack gap="200">
          <Button disabled={value === ''} loading={busy} onClick={() => send({ kind, value })}>
            {texts.secretSave}
          </Button>
          {isStored ? (
            <Button
              tone="critical"
              variant="tertiary"
              disabled={busy}
              onClick={() => send({ kind, value: null })}
            >
              {texts.secretDelete}
            </Button>
          ) : null}
        </InlineStack>
      ) : (
        <Text as="p" tone="subdued">
          {isStored ? texts.secretSet : texts.secretNone}
        </Text>
      )}
    </BlockStack>
  );
}
