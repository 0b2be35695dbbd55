/** A reward in words, made from its own numbers, in every language of the shoppers. */
import { currencyExponent } from '#app/core/money.ts';
import type { Reward } from '#app/core/program/program.ts';
import {
  type InEveryLanguage,
  SHOPPER_LANGUAGES,
  type ShopperLanguage,
} from '#app/core/shopper/languages.ts';

type Told = Pick<Reward, 'kind'> & { what: string };

/** For amounts and per cents alike. */
const OFF: InEveryLanguage<(what: string) => string> = {
  en: (what) => `${what} off`,
  de: (what) => `${what} Rabatt`,
  fr: (what) => `${what} de remise`,
  it: (what) => `${what} di sconto`,
  es: (what) => `${what} de descuento`,
  nl: (what) => `${what} korting`,
  pl: (what) => `${what} rabatu`,
};

const TITLES: Record<Reward['kind'], InEveryLanguage<(what: string) => string>> = {
  amountOff: OFF,
  percentOff: OFF,
  freeShipping: {
    en: () => 'Free shipping',
    de: () => 'Kostenloser Versand',
    fr: () => 'Livraison offerte',
    it: () => 'Spedizione gratuita',
    es: () => 'Envío gratis',
    nl: () => 'Gratis verzending',
    pl: () => 'Darmowa dostawa',
  },
  product: {
    en: () => 'A free product',
    de: () => 'Ein Gratisprodukt',
    fr: () => 'Un produit offert',
    it: () => 'Un prodotto in omaggio',
    es: () => 'Un producto gratis',
    nl: () => 'Een gratis product',
    pl: () => 'Produkt gratis',
  },
  storeCredit: {
    en: (what) => `${what} store credit`,
    de: (what) => `${what} Shop-Guthaben`,
    fr: (what) => `${what} d’avoir en boutique`,
    it: (what) => `${what} di credito nel negozio`,
    es: (what) => `${what} de crédito en la tienda`,
    nl: (what) => `${what} winkeltegoed`,
    pl: (what) => `${what} środków do wydania w sklepie`,
  },
  giftCard: {
    en: (what) => `${what} gift card`,
    de: (what) => `Gutscheinkarte über ${what}`,
    fr: (what) => `Carte cadeau de ${what}`,
    it: (what) => `Carta regalo da ${what}`,
    es: (what) => `Tarjeta regalo de ${what}`,
    nl: (what) => `Cadeaubon van ${what}`,
    pl: (what) => `Karta podarunkowa ${what}`,
  },
};

/** A reward, or what a friend gets. */
type Worth = { kind: Reward['kind']; amount?: string; percent?: number };

export function titleOf(reward: Worth, currency: string): InEveryLanguage {
  return Object.fromEntries(
    SHOPPER_LANGUAGES.map((language) => {
      const { kind, what } = told(reward, currency, language);
      return [language, TITLES[kind][language](what)];
    }),
  ) as InEveryLanguage;
}

function told({ kind, amount, percent }: Worth, currency: string, language: ShopperLanguage): Told {
  if (amount !== undefined) return { kind, what: moneyText(amount, currency, language) };
  return { kind, what: percent === undefined ? '' : percentText(percent, language) };
}

/** Decimal text in major units, without decimals where there are none: "€5", "5,50 €". */
export function moneyText(amount: string, currency: string, tag: string): string {
  const value = Number(amount);
  const digits = Number.isInteger(value) ? 0 : currencyExponent(currency);
  return new Intl.NumberFormat(tag, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

export function percentText(percent: number, tag: string): string {
  return new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }).format(percent / 100);
}
