/** Downloads a CSV. A plain link would leave the frame without the token, so the file is fetched and then saved. */
import { useState } from 'react';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
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
      const response = await fetch(address);
      if (!response.ok) throw new Error(String(response.status));
      save(await response.blob(), nameOf(response));
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

function nameOf(response: Response): string {
  return /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'treuwerk.csv';
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
