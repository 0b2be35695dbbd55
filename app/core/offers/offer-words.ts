/** Words around offers in mails, in every language of the shoppers; formal and informal alike. */
import type { InEveryLanguage } from '#app/core/shopper/languages.ts';

type OfferWords = {
  title: string;
  code: string;
  validUntil: string;
  validFor: string;
  tier: (name: string) => string;
  certainGoods: string;
  minimum: (amount: string) => string;
  once: string;
  first: (orders: string) => string;
  use: string;
  /** In one line within a sentence. */
  line: (what: string, code: string, until: string | null) => string;
};

export const OFFER_WORDS: InEveryLanguage<OfferWords> = {
  en: {
    title: 'Special offers',
    code: 'Code',
    validUntil: 'Valid until',
    validFor: 'Valid',
    tier: (name) => `for ${name} members`,
    certainGoods: 'for certain products',
    minimum: (amount) => `for orders from ${amount}`,
    once: 'once',
    first: (orders) => `for the first ${orders} orders`,
    use: 'Use it now',
    line: (what, code, until) => `${what} with the code ${code}${until ? ` until ${until}` : ''}`,
  },
  de: {
    title: 'Besondere Angebote',
    code: 'Code',
    validUntil: 'Gültig bis',
    validFor: 'Gilt',
    tier: (name) => `für ${name}-Mitglieder`,
    certainGoods: 'für bestimmte Produkte',
    minimum: (amount) => `für Bestellungen ab ${amount}`,
    once: 'einmal',
    first: (orders) => `für die ersten ${orders} Bestellungen`,
    use: 'Jetzt einlösen',
    line: (what, code, until) => `${what} mit dem Code ${code}${until ? ` bis ${until}` : ''}`,
  },
  fr: {
    title: 'Offres spéciales',
    code: 'Code',
    validUntil: 'Valable jusqu’au',
    validFor: 'Valable',
    tier: (name) => `pour les membres ${name}`,
    certainGoods: 'sur certains produits',
    minimum: (amount) => `pour les commandes dès ${amount}`,
    once: 'une fois',
    first: (orders) => `pour les ${orders} premières commandes`,
    use: 'En profiter',
    line: (what, code, until) => `${what} avec le code ${code}${until ? ` jusqu’au ${until}` : ''}`,
  },
  it: {
    title: 'Offerte speciali',
    code: 'Codice',
    validUntil: 'Valido fino al',
    validFor: 'Valido',
    tier: (name) => `per i membri ${name}`,
    certainGoods: 'per alcuni prodotti',
    minimum: (amount) => `per ordini da ${amount}`,
    once: 'una volta',
    first: (orders) => `per i primi ${orders} ordini`,
    use: 'Usalo ora',
    line: (what, code, until) => `${what} con il codice ${code}${until ? ` fino al ${until}` : ''}`,
  },
  es: {
    title: 'Ofertas especiales',
    code: 'Código',
    validUntil: 'Válido hasta el',
    validFor: 'Válido',
    tier: (name) => `para miembros ${name}`,
    certainGoods: 'en ciertos productos',
    minimum: (amount) => `para pedidos desde ${amount}`,
    once: 'una vez',
    first: (orders) => `para los primeros ${orders} pedidos`,
    use: 'Usarlo ahora',
    line: (what, code, until) => `${what} con el código ${code}${until ? ` hasta el ${until}` : ''}`,
  },
  nl: {
    title: 'Speciale aanbiedingen',
    code: 'Code',
    validUntil: 'Geldig tot en met',
    validFor: 'Geldig',
    tier: (name) => `voor ${name}-leden`,
    certainGoods: 'voor bepaalde producten',
    minimum: (amount) => `voor bestellingen vanaf ${amount}`,
    once: 'één keer',
    first: (orders) => `voor de eerste ${orders} bestellingen`,
    use: 'Nu gebruiken',
    line: (what, code, until) => `${what} met de code ${code}${until ? ` tot en met ${until}` : ''}`,
  },
  pl: {
    title: 'Oferty specjalne',
    code: 'Kod',
    validUntil: 'Ważne do',
    validFor: 'Ważne',
    tier: (name) => `dla członków ${name}`,
    certainGoods: 'na wybrane produkty',
    minimum: (amount) => `dla zamówień od ${amount}`,
    once: 'jeden raz',
    first: (orders) => `dla pierwszych ${orders} zamówień`,
    use: 'Skorzystaj',
    line: (what, code, until) => `${what} z kodem ${code}${until ? ` do ${until}` : ''}`,
  },
};
