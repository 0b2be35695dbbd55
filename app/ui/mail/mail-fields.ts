/** What the cards of the settings of mail share: the fields, and what is right in them. */
import type { Settings } from '#app/core/settings.ts';

export type MailSettings = Settings['mail'];
export type MailFields = {
  mail: MailSettings;
  set: (part: Partial<MailSettings>) => void;
  enabled: boolean;
};

export const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
export const isWhole = (value: number, max: number) => Number.isInteger(value) && value >= 1 && value <= max;
export const isCap = (cap: number | null) => cap === null || (Number.isInteger(cap) && cap > 0);
export const isHost = (text: string) => /^[a-z0-9][a-z0-9.-]{0,252}$/i.test(text);
export const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65_535;
export const isAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);

export function isValidMail({
  mode,
  server,
  quietFrom,
  quietUntil,
  perDay,
  perWeek,
  reportTo,
  welcome,
  interests,
}: MailSettings): boolean {
  const serverIsRight = server
    ? isHost(server.host) && isPort(server.port) && isAddress(server.from)
    : mode !== 'smtp';
  return (
    serverIsRight &&
    isTime(quietFrom) &&
    isTime(quietUntil) &&
    isCap(perDay) &&
    isCap(perWeek) &&
    (reportTo === null || isAddress(reportTo)) &&
    (welcome === null || (isWhole(welcome.percent, 50) && isWhole(welcome.days, 365))) &&
    interests.every(({ name }) => Object.values(name).some((text) => text !== ''))
  );
}
