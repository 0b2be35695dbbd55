/** Words of the form of a survey. */
import type { Localized } from '#app/ui/admin/context.tsx';

const en = {
  newTitle: 'New survey',
  saved: 'Saved',
  what: 'The question',
  whatAbout:
    'One question on a known scale, so that you can compare; or one of your own with your own answers.',
  name: 'Name, for you alone',
  kind: 'Kind',
  kindStays: 'The kind stays once it is saved: earlier answers would mean something else.',
  question: (language: string) => `Question (${language})`,
  questionHelp: 'Left empty, members read ours in their own language:',
  choices: 'Answers',
  choice: (place: string, language: string) => `Answer ${place} (${language})`,
  addChoice: 'Add an answer',
  removeChoice: (place: string) => `Remove answer ${place}`,
  when: 'When it is asked',
  whenAbout: 'By mail to members who want your news, with a link per answer; and in their account.',
  ask: 'Asked',
  waitDays: 'Days after that',
  restDays: 'Days until a member is asked the same again',
  points: 'Points',
  pointsAbout: 'By the rule of your program, once per member and survey.',
  pointsBox: 'An answer counts as “answering a survey” in the program',
  bad: 'A bad answer',
  badAbout:
    'An NPS up to 6, a CSAT or CES up to 2: it becomes a task, and until it is done nothing sells to the member.',
  owner: 'Who looks after it',
  theOwner: 'Whoever owns the shop',
  staffNumber: (id: string) => `Staff ${id}`,
  withinHours: 'Hours until it is due',
  active: 'This survey is on',
  activeHelp: 'Switched off, nobody is asked and no link takes an answer.',
};

const de: typeof en = {
  newTitle: 'Neue Umfrage',
  saved: 'Gespeichert',
  what: 'Die Frage',
  whatAbout:
    'Eine Frage auf einer bekannten Skala, damit Sie vergleichen können; oder eine eigene mit eigenen Antworten.',
  name: 'Name, nur für Sie',
  kind: 'Art',
  kindStays: 'Die Art bleibt nach dem Speichern: Frühere Antworten bekämen sonst einen anderen Sinn.',
  question: (language) => `Frage (${language})`,
  questionHelp: 'Bleibt das Feld leer, lesen Mitglieder unsere Frage in ihrer Sprache:',
  choices: 'Antworten',
  choice: (place, language) => `Antwort ${place} (${language})`,
  addChoice: 'Antwort ergänzen',
  removeChoice: (place) => `Antwort ${place} entfernen`,
  when: 'Wann gefragt wird',
  whenAbout:
    'Per Mail an Mitglieder, die Ihre Neuigkeiten möchten, mit einem Link je Antwort; und in deren Konto.',
  ask: 'Gefragt wird',
  waitDays: 'Tage danach',
  restDays: 'Tage, bis ein Mitglied dasselbe wieder gefragt wird',
  points: 'Punkte',
  pointsAbout: 'Nach der Regel Ihres Programms, einmal je Mitglied und Umfrage.',
  pointsBox: 'Eine Antwort zählt im Programm als „Eine Umfrage beantworten“',
  bad: 'Eine schlechte Antwort',
  badAbout:
    'Ein NPS bis 6, ein CSAT oder CES bis 2: Daraus wird eine Aufgabe, und bis sie erledigt ist, bekommt das Mitglied nichts, was verkauft.',
  owner: 'Wer sich kümmert',
  theOwner: 'Wem der Shop gehört',
  staffNumber: (id) => `Person ${id}`,
  withinHours: 'Stunden, bis sie fällig ist',
  active: 'Diese Umfrage ist an',
  activeHelp: 'Ausgeschaltet wird niemand gefragt, und kein Link nimmt eine Antwort an.',
};

export const surveyFormTexts: Localized<typeof en> = { en, de };
