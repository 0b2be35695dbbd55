/** What every page that hosts an extension and the extension's worker say to each other; each page adds its own. */
export type Translations = { [key: string]: string | Translations };

/** Language, money and time in which an extension speaks. */
export type Speaking = {
  locale: string;
  currency: string;
  timeZone: string;
  translations: { own: Translations; fallback: Translations };
};

export type StartBase = { kind: 'start'; script: string; target: string };

export type ToWorker<Start extends StartBase, More = never> =
  | Start
  | More
  | { kind: 'call'; id: number; args: unknown[] }
  | { kind: 'reply'; id: number; value: unknown }
  | { kind: 'failure'; id: number; message: string };

export type ToPage<Request extends string> =
  | { kind: 'mutate'; records: unknown }
  | { kind: 'request'; id: number; name: Request; args: unknown[] }
  | { kind: 'failed'; message: string };

export type ElementShape = { properties: Record<string, 'string' | 'boolean' | 'number'>; events: string[] };
