/** Downloads a CSV. */
import { useState } from 'react';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { saveFile } from '#app/ui/admin/save-file.ts';
import { showToast } from '#app/ui/admin/toast.ts';
import { financeTexts } from '#app/ui/texts/finance.ts';

export type CsvAsked = Record<string, string | number | null | undefined> & { report: string };

export function useDownload(): { busy: string | null; download: (asked: CsvAsked) => void } {
  const { locale } = useAdmin();
  const texts = useTexts(financeTexts);
  const [busy, setBusy] = useState<string | null>(null);
  async function run(address: string) {
    setBusy(address);
    try {
      await saveFile(address, 'treuwerk.csv');
    } catch {
      showToast(texts.downloadFailed, { isError: true });
    } finally {
      setBusy(null);
    }
  }
  return { busy, download: (asked) => void run(csvAddress(asked, locale)) };
}

export function csvAddress(asked: CsvAsked, locale: string): string {
  const query = new URLSearchParams({ locale });
  for (const [name, value] of Object.entries(asked)) {
    if (value !== null && value !== undefined) query.set(name, String(value));
  }
  return `/app/finance/csv?${query}`;
}
