/** Refusals of what reaches out to members: segments, journeys, tasks, recommendations, mail. */
export const OUTREACH_REFUSALS = {
  'costs-wrong': {
    status: 422,
    en: 'Line {line} is not a month, a channel and a cost, such as 2027-03; Google; 1200.50',
    de: 'Zeile {line} ist nicht Monat, Kanal und Kosten wie 2027-03; Google; 1200,50',
  },
  'segment-invalid': {
    status: 422,
    en: 'These rules are not complete: {problem}',
    de: 'Diese Regeln sind nicht vollständig: {problem}',
  },
  'segment-changed': {
    status: 409,
    en: 'Somebody else has changed this segment meanwhile. Load the page again.',
    de: 'Jemand anderes hat dieses Segment inzwischen geändert. Laden Sie die Seite neu.',
  },
  'segments-full': {
    status: 409,
    en: 'A shop can have 30 segments of its own.',
    de: 'Ein Shop kann 30 eigene Segmente haben.',
  },
  'journey-unknown': {
    status: 404,
    en: 'There is no such journey.',
    de: 'Diese Strecke gibt es nicht.',
  },
  'journey-invalid': {
    status: 422,
    en: 'This journey cannot be kept as it is: {problem}',
    de: 'Die Strecke lässt sich so nicht speichern: {problem}',
  },
  'journey-changed': {
    status: 409,
    en: 'Somebody else has changed this journey meanwhile. Load the page again.',
    de: 'Jemand anderes hat diese Strecke inzwischen geändert. Laden Sie die Seite neu.',
  },
  'journeys-full': {
    status: 409,
    en: 'A shop can have no more journeys than these.',
    de: 'Mehr Strecken kann ein Shop nicht haben.',
  },
  'referral-unknown': {
    status: 404,
    en: 'This recommendation does not exist.',
    de: 'Diese Empfehlung gibt es nicht.',
  },
  'task-unknown': {
    status: 404,
    en: 'This task does not exist.',
    de: 'Diese Aufgabe gibt es nicht.',
  },
  'mail-not-sent': {
    status: 502,
    en: 'The mail was not sent: {problem}',
    de: 'Die Mail wurde nicht verschickt: {problem}',
  },
  'topic-not-confirmed': {
    status: 502,
    en: 'Amazon did not take the confirmation. Ask for it anew at Amazon SNS (“Request confirmation”), then load this page again.',
    de: 'Amazon hat die Bestätigung nicht angenommen. Fordern Sie sie bei Amazon SNS neu an („Request confirmation“) und laden Sie diese Seite neu.',
  },
  'mail-not-in-doubt': {
    status: 409,
    en: 'This mail is not in doubt, or somebody has sent it again already.',
    de: 'Bei dieser Mail ist nichts ungewiss, oder jemand hat sie schon noch einmal verschickt.',
  },
  'mail-unknown': {
    status: 404,
    en: 'There is no mail like that any more.',
    de: 'Eine solche Mail gibt es nicht mehr.',
  },
} as const;
