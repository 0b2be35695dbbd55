/** What an advocate reads on the page where she recommends the shop, and what she sends. */
import type { InEveryLanguage } from '#app/core/shopper/languages.ts';

export type ReferWords = {
  title: string;
  /** `what`: "10% off". */
  friendGets: (what: string) => string;
  youGet: (points: string) => string;
  link: string;
  share: string;
  copy: string;
  copied: string;
  whatsapp: string;
  mail: string;
  subject: string;
  message: (what: string) => string;
  qr: string;
  soFar: (ordered: string, thanked: string) => string;
  signIn: string;
  signInLead: string;
  off: string;
};

export const REFER_WORDS: InEveryLanguage<ReferWords> = {
  en: {
    title: 'Recommend us',
    friendGets: (what) => `Your friend gets ${what} for the first order.`,
    youGet: (points) => `You get ${points} once the order is safe.`,
    link: 'Your link',
    share: 'Share',
    copy: 'Copy link',
    copied: 'Copied',
    whatsapp: 'WhatsApp',
    mail: 'Mail',
    subject: 'Something for you',
    message: (what) => `I like this shop. With my link you get ${what} for your first order:`,
    qr: 'Your link as a code to scan',
    soFar: (ordered, thanked) =>
      `So far: ${ordered} friends have ordered, for ${thanked} you have your points.`,
    signIn: 'Sign in',
    signInLead: 'Sign in to get your own link.',
    off: 'There are no recommendations in this shop at the moment.',
  },
  de: {
    title: 'Weiterempfehlen',
    friendGets: (what) => `Wer dir folgt, bekommt ${what} auf die erste Bestellung.`,
    youGet: (points) => `Du bekommst ${points}, sobald die Bestellung sicher ist.`,
    link: 'Dein Link',
    share: 'Teilen',
    copy: 'Link kopieren',
    copied: 'Kopiert',
    whatsapp: 'WhatsApp',
    mail: 'E-Mail',
    subject: 'Etwas für dich',
    message: (what) => `Ich mag diesen Shop. Mit meinem Link bekommst du ${what} auf deine erste Bestellung:`,
    qr: 'Dein Link als Code zum Scannen',
    soFar: (ordered, thanked) => `Bisher: ${ordered} haben bestellt, für ${thanked} hast du deine Punkte.`,
    signIn: 'Anmelden',
    signInLead: 'Melde dich an, um deinen eigenen Link zu bekommen.',
    off: 'In diesem Shop gibt es gerade keine Empfehlungen.',
  },
  fr: {
    title: 'Nous recommander',
    friendGets: (what) => `Votre ami reçoit ${what} pour sa première commande.`,
    youGet: (points) => `Vous recevez ${points} dès que la commande est sûre.`,
    link: 'Votre lien',
    share: 'Partager',
    copy: 'Copier le lien',
    copied: 'Copié',
    whatsapp: 'WhatsApp',
    mail: 'E-mail',
    subject: 'Quelque chose pour toi',
    message: (what) => `J’aime cette boutique. Avec mon lien, tu reçois ${what} pour ta première commande :`,
    qr: 'Votre lien sous forme de code à scanner',
    soFar: (ordered, thanked) =>
      `Jusqu’ici : ${ordered} commandes d’amis, dont ${thanked} vous ont valu vos points.`,
    signIn: 'Se connecter',
    signInLead: 'Connectez-vous pour recevoir votre propre lien.',
    off: 'Il n’y a pas de recommandations dans cette boutique en ce moment.',
  },
  it: {
    title: 'Consigliaci',
    friendGets: (what) => `Chi ti segue riceve ${what} sul primo ordine.`,
    youGet: (points) => `Ricevi ${points} appena l’ordine è sicuro.`,
    link: 'Il tuo link',
    share: 'Condividi',
    copy: 'Copia il link',
    copied: 'Copiato',
    whatsapp: 'WhatsApp',
    mail: 'E-mail',
    subject: 'Qualcosa per te',
    message: (what) => `Mi piace questo negozio. Con il mio link ricevi ${what} sul tuo primo ordine:`,
    qr: 'Il tuo link come codice da scansionare',
    soFar: (ordered, thanked) => `Finora: ${ordered} ordini di amici, per ${thanked} hai i tuoi punti.`,
    signIn: 'Accedi',
    signInLead: 'Accedi per avere il tuo link.',
    off: 'Al momento in questo negozio non ci sono consigli premiati.',
  },
  es: {
    title: 'Recomiéndanos',
    friendGets: (what) => `Quien venga contigo recibe ${what} en su primer pedido.`,
    youGet: (points) => `Recibes ${points} en cuanto el pedido sea seguro.`,
    link: 'Tu enlace',
    share: 'Compartir',
    copy: 'Copiar enlace',
    copied: 'Copiado',
    whatsapp: 'WhatsApp',
    mail: 'Correo',
    subject: 'Algo para ti',
    message: (what) => `Me gusta esta tienda. Con mi enlace recibes ${what} en tu primer pedido:`,
    qr: 'Tu enlace como código para escanear',
    soFar: (ordered, thanked) =>
      `Hasta ahora: ${ordered} pedidos de amigos, por ${thanked} ya tienes tus puntos.`,
    signIn: 'Iniciar sesión',
    signInLead: 'Inicia sesión para tener tu propio enlace.',
    off: 'Ahora no hay recomendaciones en esta tienda.',
  },
  nl: {
    title: 'Beveel ons aan',
    friendGets: (what) => `Je vriend krijgt ${what} op de eerste bestelling.`,
    youGet: (points) => `Jij krijgt ${points} zodra de bestelling zeker is.`,
    link: 'Je link',
    share: 'Delen',
    copy: 'Link kopiëren',
    copied: 'Gekopieerd',
    whatsapp: 'WhatsApp',
    mail: 'E-mail',
    subject: 'Iets voor jou',
    message: (what) => `Ik vind deze winkel fijn. Met mijn link krijg je ${what} op je eerste bestelling:`,
    qr: 'Je link als code om te scannen',
    soFar: (ordered, thanked) =>
      `Tot nu toe: ${ordered} vrienden hebben besteld, voor ${thanked} heb je je punten.`,
    signIn: 'Inloggen',
    signInLead: 'Log in om je eigen link te krijgen.',
    off: 'Er zijn nu geen aanbevelingen in deze winkel.',
  },
  pl: {
    title: 'Poleć nas',
    friendGets: (what) => `Znajomy otrzyma ${what} na pierwsze zamówienie.`,
    youGet: (points) => `Ty otrzymasz ${points}, gdy zamówienie będzie pewne.`,
    link: 'Twój link',
    share: 'Udostępnij',
    copy: 'Kopiuj link',
    copied: 'Skopiowano',
    whatsapp: 'WhatsApp',
    mail: 'E-mail',
    subject: 'Coś dla Ciebie',
    message: (what) => `Lubię ten sklep. Z moim linkiem dostaniesz ${what} na pierwsze zamówienie:`,
    qr: 'Twój link jako kod do zeskanowania',
    soFar: (ordered, thanked) =>
      `Do tej pory: zamówienia znajomych: ${ordered}, z punktami dla Ciebie: ${thanked}.`,
    signIn: 'Zaloguj się',
    signInLead: 'Zaloguj się, aby otrzymać własny link.',
    off: 'W tym sklepie nie ma teraz poleceń.',
  },
};

/** The other manner of German. */
export const REFER_FORMAL: Partial<ReferWords> = {
  friendGets: (what) => `Wer Ihnen folgt, bekommt ${what} auf die erste Bestellung.`,
  youGet: (points) => `Sie bekommen ${points}, sobald die Bestellung sicher ist.`,
  link: 'Ihr Link',
  qr: 'Ihr Link als Code zum Scannen',
  soFar: (ordered, thanked) => `Bisher: ${ordered} haben bestellt, für ${thanked} haben Sie Ihre Punkte.`,
  signInLead: 'Melden Sie sich an, um Ihren eigenen Link zu bekommen.',
};
