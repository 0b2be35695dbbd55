/**
 * How ready-made journeys are written down. German texts hold both manners at once, `[du|Sie]`: whoever takes one gets the manner
 * of the shop's program.
 */
import type { JourneyInput, JourneyMail } from '#app/core/journeys/journey.ts';

export type Preset = JourneyInput;

type Paragraphs = {
  subject: string;
  preview: string;
  heading: string;
  text: string[];
  button?: { text: string; href: string };
  code?: string;
};

/** A mail in both languages. */
export function mail(
  en: Paragraphs,
  de: Paragraphs,
): { kind: 'mail'; contents: Record<string, JourneyMail> } {
  return { kind: 'mail', contents: { en: written(en), de: written(de) } };
}

function written({ subject, preview, heading, text, button, code }: Paragraphs): JourneyMail {
  return {
    subject,
    preview,
    blocks: [
      { kind: 'heading', text: heading },
      ...text.map((one) => ({ kind: 'text' as const, text: one })),
      ...(code ? [{ kind: 'code' as const, text: code }] : []),
      ...(button ? [{ kind: 'button' as const, ...button }] : []),
    ],
  };
}

export function message(en: string, de: string, forDays = 14) {
  return { kind: 'message' as const, texts: { en, de }, forDays };
}

const MANNERS = /\[([^[\]|]*)\|([^[\]|]*)\]/g;

/** All texts of a value in one manner. */
export function inManner<Value>(value: Value, formal: boolean): Value {
  if (typeof value === 'string')
    return value.replace(MANNERS, (_all, informal: string, other: string) =>
      formal ? other : informal,
    ) as Value;
  if (Array.isArray(value)) return value.map((one: unknown) => inManner(one, formal)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => [key, inManner(one, formal)]),
  ) as Value;
}
