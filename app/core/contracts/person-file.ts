/** The data that answers a person who asks what is known of her, as it is stored and given away: version 1. */
export type PersonFile = {
  version: 1;
  createdAt: string;
  shop: string;
  shopName: string;
  currency: string;
  timezone: string;
  customerId: string | null;
  /** True when a table had more rows than a file takes. */
  shortened: boolean;
  /** Rows by table, as they lie in the database. */
  tables: Record<string, Record<string, unknown>[]>;
};
