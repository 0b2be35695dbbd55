/** What shoppers read of a survey: the questions of the known kinds, the mail that asks, the page that takes the answer. */
import type { InEveryLanguage } from '#app/core/shopper/languages.ts';

export type SurveyWords = {
  npsQuestion: (shop: string) => string;
  npsLow: string;
  npsHigh: string;
  csatQuestion: (shop: string) => string;
  csatLow: string;
  csatHigh: string;
  cesQuestion: (shop: string) => string;
  cesLow: string;
  cesHigh: string;
  subject: (shop: string) => string;
  intro: string;
  comment: string;
  tooLong: (letters: string) => string;
  choose: string;
  send: string;
  thanks: string;
  thanksText: (shop: string) => string;
  points: (points: string) => string;
  known: string;
  ended: string;
  didSubject: (shop: string) => string;
  didTitle: string;
  youSaid: string;
  weDid: string;
};

export const SURVEY_WORDS: InEveryLanguage<SurveyWords> = {
  en: {
    npsQuestion: (shop) => `How likely are you to recommend ${shop} to a friend?`,
    npsLow: 'not at all likely',
    npsHigh: 'extremely likely',
    csatQuestion: (shop) => `How satisfied are you with ${shop}?`,
    csatLow: 'very dissatisfied',
    csatHigh: 'very satisfied',
    cesQuestion: (shop) => `${shop} made it easy for me. Do you agree?`,
    cesLow: 'strongly disagree',
    cesHigh: 'strongly agree',
    subject: (shop) => `A short question from ${shop}`,
    intro: 'Tap an answer. On the page that opens you can add a few words; then send it.',
    comment: 'What is the reason? (optional)',
    tooLong: (letters) => `That is too long: up to ${letters} characters fit.`,
    choose: 'Please choose an answer.',
    send: 'Send answer',
    thanks: 'Thank you',
    thanksText: (shop) => `${shop} has your answer.`,
    points: (points) => `You get ${points} for it.`,
    known: 'We already have your answer. Nothing more is needed.',
    ended: 'This survey has ended. Thank you for taking the time.',
    didSubject: (shop) => `You said, we did: news from ${shop}`,
    didTitle: 'You said, we did',
    youSaid: 'You said',
    weDid: 'We did',
  },
  de: {
    npsQuestion: (shop) => `Wie wahrscheinlich empfiehlst du ${shop} weiter?`,
    npsLow: 'gar nicht wahrscheinlich',
    npsHigh: 'äußerst wahrscheinlich',
    csatQuestion: (shop) => `Wie zufrieden bist du mit ${shop}?`,
    csatLow: 'sehr unzufrieden',
    csatHigh: 'sehr zufrieden',
    cesQuestion: (shop) => `${shop} hat es mir leicht gemacht. Stimmst du zu?`,
    cesLow: 'stimme gar nicht zu',
    cesHigh: 'stimme voll zu',
    subject: (shop) => `Eine kurze Frage von ${shop}`,
    intro:
      'Tippe auf eine Antwort. Auf der Seite, die sich öffnet, kannst du ein paar Worte ergänzen; dann schick sie ab.',
    comment: 'Was ist der Grund? (freiwillig)',
    tooLong: (letters) => `Das ist zu lang: Bis zu ${letters} Zeichen haben Platz.`,
    choose: 'Bitte wähle eine Antwort.',
    send: 'Antwort abschicken',
    thanks: 'Danke',
    thanksText: (shop) => `Deine Antwort ist bei ${shop} angekommen.`,
    points: (points) => `Dafür bekommst du ${points}.`,
    known: 'Deine Antwort ist schon da. Du musst nichts weiter tun.',
    ended: 'Diese Umfrage ist beendet. Danke, dass du dir Zeit genommen hast.',
    didSubject: (shop) => `Du hast es gesagt, wir haben es getan: Neues von ${shop}`,
    didTitle: 'Du hast es gesagt, wir haben es getan',
    youSaid: 'Das hast du gesagt',
    weDid: 'Das haben wir getan',
  },
  fr: {
    npsQuestion: (shop) => `Recommanderiez-vous ${shop} à un proche ?`,
    npsLow: 'certainement pas',
    npsHigh: 'très certainement',
    csatQuestion: (shop) => `Êtes-vous satisfait de ${shop} ?`,
    csatLow: 'pas du tout satisfait',
    csatHigh: 'très satisfait',
    cesQuestion: (shop) => `${shop} m’a facilité les choses. Êtes-vous d’accord ?`,
    cesLow: 'pas du tout d’accord',
    cesHigh: 'tout à fait d’accord',
    subject: (shop) => `Une petite question de ${shop}`,
    intro:
      'Touchez une réponse. Sur la page qui s’ouvre, ajoutez quelques mots si vous le souhaitez, puis envoyez-la.',
    comment: 'Quelle en est la raison ? (facultatif)',
    tooLong: (letters) => `C’est trop long : ${letters} caractères au plus.`,
    choose: 'Veuillez choisir une réponse.',
    send: 'Envoyer la réponse',
    thanks: 'Merci',
    thanksText: (shop) => `${shop} a bien reçu votre réponse.`,
    points: (points) => `Vous recevez ${points} en remerciement.`,
    known: 'Nous avons déjà votre réponse. Vous n’avez rien d’autre à faire.',
    ended: 'Cette enquête est terminée. Merci de votre temps.',
    didSubject: (shop) => `Vous l’avez dit, nous l’avons fait : des nouvelles de ${shop}`,
    didTitle: 'Vous l’avez dit, nous l’avons fait',
    youSaid: 'Vous avez dit',
    weDid: 'Nous avons fait',
  },
  it: {
    npsQuestion: (shop) => `Quanto è probabile che consigli ${shop} a un amico?`,
    npsLow: 'per niente probabile',
    npsHigh: 'estremamente probabile',
    csatQuestion: (shop) => `Quanto sei soddisfatto di ${shop}?`,
    csatLow: 'per niente soddisfatto',
    csatHigh: 'molto soddisfatto',
    cesQuestion: (shop) => `${shop} mi ha reso tutto facile. Sei d’accordo?`,
    cesLow: 'per niente d’accordo',
    cesHigh: 'del tutto d’accordo',
    subject: (shop) => `Una breve domanda da ${shop}`,
    intro: 'Tocca una risposta. Nella pagina che si apre puoi aggiungere due parole; poi inviala.',
    comment: 'Qual è il motivo? (facoltativo)',
    tooLong: (letters) => `È troppo lungo: al massimo ${letters} caratteri.`,
    choose: 'Scegli una risposta.',
    send: 'Invia la risposta',
    thanks: 'Grazie',
    thanksText: (shop) => `${shop} ha ricevuto la tua risposta.`,
    points: (points) => `Per questo ricevi ${points}.`,
    known: 'Abbiamo già la tua risposta. Non serve altro.',
    ended: 'Questo sondaggio è terminato. Grazie per il tuo tempo.',
    didSubject: (shop) => `Tu l’hai detto, noi l’abbiamo fatto: novità da ${shop}`,
    didTitle: 'Tu l’hai detto, noi l’abbiamo fatto',
    youSaid: 'Hai detto',
    weDid: 'Abbiamo fatto',
  },
  es: {
    npsQuestion: (shop) => `¿Qué probabilidad hay de que recomiendes ${shop}?`,
    npsLow: 'nada probable',
    npsHigh: 'muy probable',
    csatQuestion: (shop) => `¿Estás satisfecho con ${shop}?`,
    csatLow: 'muy insatisfecho',
    csatHigh: 'muy satisfecho',
    cesQuestion: (shop) => `${shop} me lo ha puesto fácil. ¿Estás de acuerdo?`,
    cesLow: 'nada de acuerdo',
    cesHigh: 'totalmente de acuerdo',
    subject: (shop) => `Una pregunta breve de ${shop}`,
    intro: 'Toca una respuesta. En la página que se abre puedes añadir unas palabras; después envíala.',
    comment: '¿Cuál es el motivo? (opcional)',
    tooLong: (letters) => `Es demasiado largo: caben hasta ${letters} caracteres.`,
    choose: 'Elige una respuesta.',
    send: 'Enviar respuesta',
    thanks: 'Gracias',
    thanksText: (shop) => `${shop} ha recibido tu respuesta.`,
    points: (points) => `Por ella recibes ${points}.`,
    known: 'Ya tenemos tu respuesta. No hace falta nada más.',
    ended: 'Esta encuesta ha terminado. Gracias por tu tiempo.',
    didSubject: (shop) => `Tú lo dijiste, nosotros lo hicimos: novedades de ${shop}`,
    didTitle: 'Tú lo dijiste, nosotros lo hicimos',
    youSaid: 'Dijiste',
    weDid: 'Hicimos',
  },
  nl: {
    npsQuestion: (shop) => `Hoe waarschijnlijk is het dat je ${shop} aanbeveelt?`,
    npsLow: 'helemaal niet waarschijnlijk',
    npsHigh: 'zeer waarschijnlijk',
    csatQuestion: (shop) => `Hoe tevreden ben je over ${shop}?`,
    csatLow: 'zeer ontevreden',
    csatHigh: 'zeer tevreden',
    cesQuestion: (shop) => `${shop} maakte het me gemakkelijk. Ben je het daarmee eens?`,
    cesLow: 'helemaal niet mee eens',
    cesHigh: 'helemaal mee eens',
    subject: (shop) => `Een korte vraag van ${shop}`,
    intro:
      'Tik op een antwoord. Op de pagina die opengaat kun je een paar woorden toevoegen; verstuur het daarna.',
    comment: 'Wat is de reden? (vrijwillig)',
    tooLong: (letters) => `Dat is te lang: er passen ${letters} tekens in.`,
    choose: 'Kies een antwoord.',
    send: 'Antwoord versturen',
    thanks: 'Bedankt',
    thanksText: (shop) => `${shop} heeft je antwoord ontvangen.`,
    points: (points) => `Je krijgt er ${points} voor.`,
    known: 'We hebben je antwoord al. Je hoeft niets meer te doen.',
    ended: 'Deze enquête is afgelopen. Bedankt voor je tijd.',
    didSubject: (shop) => `Jij zei het, wij deden het: nieuws van ${shop}`,
    didTitle: 'Jij zei het, wij deden het',
    youSaid: 'Dit zei je',
    weDid: 'Dit deden we',
  },
  pl: {
    npsQuestion: (shop) => `Jak bardzo prawdopodobne jest, że polecisz ${shop}?`,
    npsLow: 'zupełnie nieprawdopodobne',
    npsHigh: 'bardzo prawdopodobne',
    csatQuestion: (shop) => `Jak oceniasz swoje zadowolenie z ${shop}?`,
    csatLow: 'bardzo źle',
    csatHigh: 'bardzo dobrze',
    cesQuestion: (shop) => `Zakupy w ${shop} były dla mnie łatwe. Czy się zgadzasz?`,
    cesLow: 'zdecydowanie nie',
    cesHigh: 'zdecydowanie tak',
    subject: (shop) => `Krótkie pytanie od ${shop}`,
    intro: 'Dotknij odpowiedzi. Na stronie, która się otworzy, możesz dopisać kilka słów; potem ją wyślij.',
    comment: 'Jaki jest powód? (nieobowiązkowo)',
    tooLong: (letters) => `To za długi tekst: zmieści się ${letters} znaków.`,
    choose: 'Wybierz odpowiedź.',
    send: 'Wyślij odpowiedź',
    thanks: 'Dziękujemy',
    thanksText: (shop) => `Twoja odpowiedź dotarła do ${shop}.`,
    points: (points) => `Otrzymujesz za nią ${points}.`,
    known: 'Mamy już Twoją odpowiedź. Nic więcej nie trzeba robić.',
    ended: 'Ta ankieta jest zakończona. Dziękujemy za poświęcony czas.',
    didSubject: (shop) => `Twoje słowa, nasze czyny: nowości od ${shop}`,
    didTitle: 'Twoje słowa, nasze czyny',
    youSaid: 'Twoje słowa',
    weDid: 'Co zrobiliśmy',
  },
};

/** The other manner of German. */
export const SURVEY_FORMAL: Partial<SurveyWords> = {
  npsQuestion: (shop) => `Wie wahrscheinlich empfehlen Sie ${shop} weiter?`,
  csatQuestion: (shop) => `Wie zufrieden sind Sie mit ${shop}?`,
  cesQuestion: (shop) => `${shop} hat es mir leicht gemacht. Stimmen Sie zu?`,
  intro:
    'Tippen Sie auf eine Antwort. Auf der Seite, die sich öffnet, können Sie ein paar Worte ergänzen; dann schicken Sie sie ab.',
  choose: 'Bitte wählen Sie eine Antwort.',
  thanksText: (shop) => `Ihre Antwort ist bei ${shop} angekommen.`,
  points: (points) => `Dafür bekommen Sie ${points}.`,
  known: 'Ihre Antwort ist schon da. Sie müssen nichts weiter tun.',
  ended: 'Diese Umfrage ist beendet. Danke, dass Sie sich Zeit genommen haben.',
  didSubject: (shop) => `Sie haben es gesagt, wir haben es getan: Neues von ${shop}`,
  didTitle: 'Sie haben es gesagt, wir haben es getan',
  youSaid: 'Das haben Sie gesagt',
};
