/** Saves the settings, says so, and keeps what was typed when the save was refused. */
import { type ShouldRevalidateFunctionArgs, useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import type { RefusalReply } from '#app/core/contracts/proxy.ts';
import type { Settings } from '#app/core/settings.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { showToast } from '#app/ui/admin/toast.ts';
import { settingsTexts } from '#app/ui/texts/settings.ts';

export type SettingsSaving = {
  busy: boolean;
  refusal: string | null;
  onSave: (settings: Settings) => void;
};

export function useSettingsSaving(revision: number): SettingsSaving {
  const { locale } = useAdmin();
  const texts = useTexts(settingsTexts);
  const fetcher = useFetcher<{ revision: number } | RefusalReply>();
  const { data } = fetcher;
  const saved = data && 'revision' in data ? data.revision : null;
  useEffect(() => {
    if (saved !== null) showToast(texts.saved);
  }, [saved, texts]);
  return {
    busy: fetcher.state !== 'idle',
    refusal: data && 'error' in data ? data.error.message : null,
    onSave: (settings) =>
      void fetcher.submit(JSON.stringify({ settings, seen: revision }), {
        method: 'post',
        action: `/app/api/settings?locale=${locale}`,
        encType: 'application/json',
      }),
  };
}

/** A refusal has changed nothing here: the form keeps what was typed, also when somebody else has saved. */
export function keepsWhenRefused(change: ShouldRevalidateFunctionArgs): boolean {
  return (change.actionStatus ?? 200) < 400 && change.defaultShouldRevalidate;
}
