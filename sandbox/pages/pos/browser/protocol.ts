/** What the till's page and an extension's worker say to each other. */
import type * as remote from '../../remote/protocol.ts';

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

/** What every extension of a page is told at first. */
export type Setting = remote.Speaking & {
  shop: string;
  /** The sale that has just been made, on the page after it. */
  order: { id: number; name: string; customerId: number | undefined } | null;
};

export type Start = Setting & remote.StartBase & { snapshot: Snapshot };

/** What changes while an extension runs. */
export type News = { kind: 'update'; snapshot: Snapshot } | { kind: 'scan'; data: string };

export type ToWorker = remote.ToWorker<Start, News>;

export type Request =
  | 'sessionToken'
  | 'cart'
  | 'toast'
  | 'presentModal'
  | 'camera'
  | 'storageGet'
  | 'storageSet'
  | 'storageDelete';

export type ToPage = remote.ToPage<Request>;
