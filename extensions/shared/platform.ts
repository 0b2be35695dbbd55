/**
 * What the shared pieces use of the global `shopify`: the part that checkout and customer accounts have in common. Values
 * are signals: a component that reads one in its body follows it.
 */
export type Platform = {
  i18n: {
    translate: (key: string, values?: Record<string, string>) => string;
    formatNumber: (number: number, options?: Intl.NumberFormatOptions) => string;
    formatCurrency: (number: number, options: Intl.NumberFormatOptions) => string;
    formatDate: (date: Date, options: Intl.DateTimeFormatOptions) => string;
  };
  localization: { language: { value: { isoCode: string } } };
  sessionToken: { get: () => Promise<string> };
  storage: {
    read: <Value>(key: string) => Promise<Value | null>;
    write: (key: string, value: unknown) => Promise<void>;
    delete: (key: string) => Promise<void>;
  };
};

export function platform(): Platform {
  return (globalThis as unknown as { shopify: Platform }).shopify;
}
