/** Ways in which a command about surveys can be refused: rows of the table in `core/rejection.ts`. */
export const SURVEY_REJECTIONS = {
  'survey-unknown': {
    status: 404,
    en: 'This survey does not exist.',
    de: 'Diese Umfrage gibt es nicht.',
  },
  'survey-incomplete': {
    status: 422,
    en: 'The survey lacks its question or its answers: a question of your own needs both, with at least two answers.',
    de: 'Der Umfrage fehlen Frage oder Antworten: Eine eigene Frage braucht beides, mit mindestens zwei Antworten.',
  },
  'survey-changed': {
    status: 409,
    en: 'Somebody else has changed this survey meanwhile. Load it again before you save.',
    de: 'Diese Umfrage wurde inzwischen von jemand anderem geändert. Laden Sie sie neu, bevor Sie speichern.',
  },
  'survey-scale': {
    status: 409,
    en: 'The kind of a survey stays, and answers can only be added: otherwise earlier answers would mean something else.',
    de: 'Die Art einer Umfrage bleibt, und Antworten lassen sich nur ergänzen: Sonst bekämen frühere Antworten einen anderen Sinn.',
  },
  'survey-closed': {
    status: 409,
    en: 'This survey is switched off. Switch it on before you ask anybody.',
    de: 'Diese Umfrage ist ausgeschaltet. Schalten Sie sie ein, bevor Sie jemanden fragen.',
  },
  'surveys-too-many': {
    status: 409,
    en: 'There are as many surveys as fit. Change one that is no longer asked.',
    de: 'Mehr Umfragen haben keinen Platz. Ändern Sie eine, die nicht mehr gestellt wird.',
  },
  'answer-unknown': {
    status: 404,
    en: 'There is no such answer, or everybody who said it has been told already.',
    de: 'Eine solche Antwort gibt es nicht, oder alle, die es gesagt haben, wissen schon Bescheid.',
  },
} as const;
