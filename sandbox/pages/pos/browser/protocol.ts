/** What the till's page and an extension's worker say to each other. */
export type PosDiscount = { amount: number; currency: string; discountDescription: string; type: string };

/** The cart as Shopify POS hands it to extensions. */
export type PosCart = {
  editable: boolean;
  subtotal: string;
  taxTotal: string;
  grandTotal: string;
  cartDiscounts: PosDiscount[];
  customer: { id: number } | undefined;
  lineItems: object[];
  properties: Record<string, string>;
};

export type Snapshot = { cart: PosCart; offline: boolean };

export type Translations = { [key: string]: string | Translations };

/** What every extension of a page is told at first. */
export type Setting = {
  locale: string;
  currency: string;
  shop: string;
  timeZone: string;
  translations: { own: Translations; fallback: Translations };
  /** The sale that has just been made, on the page after it. */
  order: { id: number; name: string; customerId: number | undefined } | null;
};

export type Start = Setting & { kind: 'start'; script: string; target: string; snapshot: Snapshot };

export type ToWorker =
  | Start
  | { kind: 'update'; snapshot: Snapshot }
  | { kind: 'scan'; data: string }
  | { kind: 'call'; id: number; args: unknown[] }
  | { kind: 'reply'; id: number; value: unknown }
  | { kind: 'failure'; id: number; message: string };

export type Request =
  | 'sessionToken'
  | 'cart'
  | 'toast'
  | 'presentModal'
  | 'camera'
  | 'storageGet'
  | 'storageSet'
  | 'storageDelete';

export type ToPage =
  | { kind: 'mutate'; records: unknown }
  | { kind: 'request'; id: number; name: Request; args: unknown[] }
  | { kind: 'failed'; message: string };
