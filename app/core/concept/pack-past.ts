/** A past on its way into the browser: the sample as one text, a few bytes per purchase. */
import type { PastCustomer, PastSummary } from '#app/core/concept/past-summary.ts';
import { MINUTE_MS } from '#app/core/time.ts';

export type PackedPast = Omit<PastSummary, 'sample'> & { packed: string };

export function packPast({ sample, ...past }: PastSummary): PackedPast {
  const short = (value: number) => Math.round(value).toString(36);
  const line = ({ weight, purchases }: PastCustomer) =>
    [
      weight.toFixed(3),
      ...purchases.map(({ at, minor }) => `${short((past.asOf - at) / MINUTE_MS)}:${short(minor)}`),
    ].join(' ');
  return { ...past, packed: sample.map(line).join('\n') };
}

export function unpackPast({ packed, ...past }: PackedPast): PastSummary {
  const sample = packed.split('\n').flatMap((line): PastCustomer[] => {
    const [weight, ...purchases] = line.split(' ');
    if (purchases.length === 0) return [];
    return [{ weight: Number(weight), purchases: purchases.map((one) => purchaseOf(one, past.asOf)) }];
  });
  return { ...past, sample };
}

function purchaseOf(text: string, asOf: number): { at: number; minor: number } {
  const [minutes = '0', minor = '0'] = text.split(':');
  return { at: asOf - parseInt(minutes, 36) * MINUTE_MS, minor: parseInt(minor, 36) };
}
