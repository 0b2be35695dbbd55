/** The answers of somebody who sets up the app, and the settings that follow from them. Pure but for fresh secrets. */
import { randomBytes } from 'node:crypto';

export type Answers = { address: string; clientId: string; secret: string };

const SECRET_BYTES = 32;
/** Made once; a later run must not change them: they seal and key what is in the database. */
const OWN_SECRETS = [
  'POSTGRES_PASSWORD',
  'TREUWERK_TOKEN_KEY',
  'TREUWERK_CONTACT_KEY',
  'TREUWERK_BACKUP_KEY',
];

/** A name or web address as people type it. @returns `https://` and the name; undefined when it is none for the internet. */
export function addressOf(answer: string): string | undefined {
  const url = URL.parse(/^https?:\/\//i.test(answer) ? answer : `https://${answer}`);
  if (!url || answer === '' || url.port !== '' || url.username !== '') return undefined;
  const name = url.hostname;
  const isName = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])$/.test(name);
  return isName && !name.endsWith('.localhost') && !name.endsWith('.local') ? `https://${name}` : undefined;
}

export function isClientId(answer: string): boolean {
  return /^[0-9a-f]{32}$/.test(answer);
}

/** Shopify's secrets begin with `shpss_`; older ones are hexadecimal. */
export function isSecret(answer: string): boolean {
  return /^(shpss_)?[0-9a-f]{32}$/.test(answer);
}

/** The text of `.env`: `before` with the answers set, secrets of our own where there were none, all else as it was. */
export function settingsOf(before: string, { address, clientId, secret }: Answers): string {
  const fresh = OWN_SECRETS.filter((name) => !valueOf(before, name)).map((name) => [name, freshSecret()]);
  const profiles = new Set((valueOf(before, 'COMPOSE_PROFILES') ?? '').split(',').filter(Boolean));
  const values: [string, string][] = [
    ['SHOPIFY_API_KEY', clientId],
    ['SHOPIFY_API_SECRET', secret],
    ['SHOPIFY_APP_URL', address],
    ['TREUWERK_DOMAIN', new URL(address).hostname],
    ['COMPOSE_PROFILES', [...profiles.add('https')].join()],
    ...fresh.map(([name = '', value = '']): [string, string] => [name, value]),
  ];
  return values.reduce((text, [name, value]) => withValue(text, name, value), before);
}

function freshSecret(): string {
  return randomBytes(SECRET_BYTES).toString('hex');
}

function valueOf(text: string, name: string): string | undefined {
  return new RegExp(`^${name}=(.+)$`, 'm').exec(text)?.[1]?.trim();
}

/** Sets the line where it stands, also one that is only shown as an example; else at the end. */
function withValue(text: string, name: string, value: string): string {
  const line = `${name}=${value}`;
  const set = new RegExp(`^${name}=.*$`, 'm');
  const example = new RegExp(`^# ?${name}=.*$`, 'm');
  if (set.test(text)) return text.replace(set, line);
  if (example.test(text)) return text.replace(example, line);
  return `${text.replace(/\n?$/, '\n')}${line}\n`;
}
