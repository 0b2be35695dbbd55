/** What an action came to, said where it was asked for: on a phone the top of the page is far away. */
import type { Account } from './use-account.ts';

/** @param about whether this place tells what was worked on. */
export function Said({ account, about }: { account: Account; about: (id: string) => boolean }) {
  const { message } = account;
  if (!message || !about(message.about)) return null;
  return <s-banner tone={message.tone}>{message.text}</s-banner>;
}

/** Leaving and coming back, at the end of the page. */
export function isAtTheEnd(id: string): boolean {
  return id === 'rejoin' || id === 'leave';
}
