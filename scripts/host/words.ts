/** What the set-up of an installation says, in both languages. */
import type { Seen } from './look-at.ts';

export type Language = 'de' | 'en';

type Words = {
  welcome: string;
  address: string;
  addressSorry: string;
  clientId: string;
  clientIdSorry: string;
  secret: string;
  secretSorry: string;
  nothingWritten: string;
  askFirst: string;
  next: (address: string) => string;
  seen: (seen: Seen, address: string) => string;
};

/** As whoever sits there: files that are written belong to them. */
const IN_DOCKER = 'docker run -it --rm -u "$(id -u):$(id -g)" -e HOME=/tmp -v "$PWD:/app" -w /app node:24';

const de: Words = {
  welcome:
    'Treuwerk einrichten: drei Fragen, dann vier Schritte. Abbrechen: Strg+C; dann wird nichts geschrieben.',
  address:
    '1/3  Unter welcher Adresse läuft die App? Ein Name, der auf diesen Server zeigt, zum Beispiel treue.meinladen.de',
  addressSorry: 'Das ist keine Adresse im Internet. Nur der Name, ohne Port und Pfad: treue.meinladen.de',
  clientId:
    '2/3  Client-ID der App. Sie steht in dev.shopify.com unter Apps → Ihre App → Settings (Einstellungen).',
  clientIdSorry: 'Eine Client-ID hat 32 Zeichen, Ziffern und a bis f. Bitte kopieren und einfügen.',
  secret: '3/3  Secret der App, auf derselben Seite. Es bleibt auf diesem Server.',
  secretSorry: 'Ein Secret beginnt mit shpss_, danach 32 Zeichen. Bitte kopieren und einfügen.',
  nothingWritten: 'Nichts geschrieben.',
  askFirst: 'Bitte zuerst einrichten: node scripts/host.ts --lang de',
  next: (
    address,
  ) => `Gespeichert in .env; diese Datei gehört in eine Sicherung an einem anderen Ort. Jetzt, der Reihe nach:

  1. Starten (beim ersten Mal einige Minuten):
     docker compose up -d --build
  2. Nachsehen, ob ${address} antwortet:
     ${IN_DOCKER} node scripts/host.ts --check --lang de
  3. Shopify mitteilen, was die App kann (fragt nach der Anmeldung bei Shopify):
     ${IN_DOCKER} npm run host -- --deploy --lang de
  4. In dev.shopify.com: Ihre App → Install app → Ihr Shop. Danach im Theme-Editor die App-Einbettung einschalten.`,
  seen: (seen, address) => {
    switch (seen.kind) {
      case 'ready':
        return `${address} ist bereit.`;
      case 'not-ready':
        return `Die App läuft, ist aber noch nicht bereit: „${seen.says}“. In einer Minute noch einmal; bleibt es so: docker compose logs app db`;
      case 'unknown-name':
        return `Den Namen in ${address} kennt das Internet nicht. Beim Anbieter des Namens einen Eintrag (A) auf die IP-Adresse dieses Servers setzen; bis er gilt, kann es eine Stunde dauern.`;
      case 'no-answer':
        return `Unter ${address} antwortet niemand. Läuft alles? docker compose ps. Sind die Ports 80 und 443 in der Firewall des Anbieters offen?`;
      case 'no-certificate':
        return `${address} hat kein gültiges Zertifikat. Es wird beim Start geholt; dafür muss der Name auf diesen Server zeigen und Port 80 offen sein. Warum nicht, sagt: docker compose logs https`;
      case 'nothing-behind':
        return 'Der Webserver antwortet, die App dahinter nicht. Beim ersten Start dauert es eine Minute; bleibt es so: docker compose logs app';
      case 'something-else':
        return `Unter ${address} antwortet etwas anderes als Treuwerk (Status ${seen.status}). Zeigt der Name auf diesen Server?`;
    }
  },
};

const en: Words = {
  welcome: 'Setting up Treuwerk: three questions, then four steps. Ctrl+C stops, and nothing is written.',
  address:
    '1/3  At which address will the app run? A name that points to this server, such as loyalty.myshop.com',
  addressSorry: 'That is no address on the internet. Just the name, without port or path: loyalty.myshop.com',
  clientId: '2/3  The client ID of the app. You find it at dev.shopify.com under Apps → your app → Settings.',
  clientIdSorry: 'A client ID has 32 characters, digits and a to f. Please copy and paste it.',
  secret: '3/3  The secret of the app, from the same page. It stays on this server.',
  secretSorry: 'A secret begins with shpss_, followed by 32 characters. Please copy and paste it.',
  nothingWritten: 'Nothing was written.',
  askFirst: 'Please set up first: node scripts/host.ts',
  next: (address) => `Saved in .env; keep a copy of that file in another place. Now, in this order:

  1. Start (the first time takes some minutes):
     docker compose up -d --build
  2. See whether ${address} answers:
     ${IN_DOCKER} node scripts/host.ts --check
  3. Tell Shopify what the app can do (asks you to log in at Shopify):
     ${IN_DOCKER} npm run host -- --deploy
  4. At dev.shopify.com: your app → Install app → your shop. Then switch on the app embed in the theme editor.`,
  seen: (seen, address) => {
    switch (seen.kind) {
      case 'ready':
        return `${address} is ready.`;
      case 'not-ready':
        return `The app runs but is not ready yet: “${seen.says}”. Try again in a minute; if it stays: docker compose logs app db`;
      case 'unknown-name':
        return `The internet does not know the name in ${address}. Where you bought the name, add an A record with the IP address of this server; it may take an hour to spread.`;
      case 'no-answer':
        return `Nobody answers at ${address}. Is everything running? docker compose ps. Are ports 80 and 443 open in your provider's firewall?`;
      case 'no-certificate':
        return `${address} has no valid certificate. It is fetched at the start, if the name points to this server and port 80 is open. To see why not: docker compose logs https`;
      case 'nothing-behind':
        return 'The web server answers, the app behind it does not. The first start takes a minute; if it stays: docker compose logs app';
      case 'something-else':
        return `Something other than Treuwerk answers at ${address} (status ${seen.status}). Does the name point to this server?`;
    }
  },
};

export function wordsOf(language: Language): Words {
  return language === 'de' ? de : en;
}
