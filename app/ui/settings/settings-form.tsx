/** A form over the settings: its save bar, the refusal of the last save, and a warning before work is left behind. */
import { SaveBar } from '@shopify/app-bridge-react';
import { Banner } from '@shopify/polaris';
import { type ReactNode, useState } from 'react';
import type { Settings } from '#app/core/settings.ts';
import { useMay, useTexts } from '#app/ui/admin/context.tsx';
import type { SettingsSaving } from '#app/ui/settings/use-settings-saving.ts';
import { commonTexts } from '#app/ui/texts/common.ts';

export type SettingsFields = {
  settings: Settings;
  change: (change: Partial<Settings>) => void;
  /** False for those who may only look. */
  enabled: boolean;
};

export function useSettingsForm(start: Settings) {
  const [settings, setSettings] = useState(start);
  const enabled = useMay('configure');
  const fields: SettingsFields = {
    settings,
    enabled,
    change: (change) => setSettings((before) => ({ ...before, ...change })),
  };
  const changed = JSON.stringify(settings) !== JSON.stringify(start);
  return { fields, changed, discard: () => setSettings(start) };
}

export function SettingsBar({
  id,
  form,
  saving,
  valid = true,
}: {
  id: string;
  form: ReturnType<typeof useSettingsForm>;
  saving: SettingsSaving;
  valid?: boolean;
}) {
  const common = useTexts(commonTexts);
  return (
    <SaveBar id={id} open={form.changed}>
      <button
        variant="primary"
        type="button"
        disabled={!valid}
        onClick={() => saving.onSave(form.fields.settings)}
        {...(saving.busy ? { loading: '' } : {})}
      >
        {common.save}
      </button>
      <button type="button" onClick={form.discard} disabled={saving.busy}>
        {common.discard}
      </button>
    </SaveBar>
  );
}

export function Refusal({ text }: { text: string | null }): ReactNode {
  return text === null ? null : <Banner tone="critical">{text}</Banner>;
}
