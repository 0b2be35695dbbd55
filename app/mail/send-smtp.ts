/**
 * Hands a mail to the shop's own provider by SMTP. Lines are kept for as long as mails follow each other; the pool of the library
 * would send a mail again by itself when a line breaks, and so might send it twice.
 */
import { lookup } from 'node:dns/promises';
import MailComposer from 'nodemailer/lib/mail-composer';
import { env } from '#app/env.server.ts';
import { isPublicAddress } from '#app/mail/public-address.ts';
import { openLine, type SmtpFailure, type SmtpLine, type SmtpServer } from '#app/mail/smtp-line.ts';

export type { SmtpServer };

export type OutgoingMail = {
  /** Of our own making and the same at every try, so that whoever has it twice can tell. */
  messageId: string;
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
};

/**
 * `refused`: for good, `bounced` when it is the address. `delayed`: not taken, so it may be sent again. `unknown`: the line broke
 * after the mail was handed over and before the answer.
 */
export type SendOutcome =
  | { kind: 'sent' }
  | { kind: 'refused'; bounced: boolean; message: string }
  | { kind: 'delayed'; message: string }
  | { kind: 'unknown'; message: string };

const IDLE_MS = 30_000;
const IDLE_LINES_MAX = 16;

type Idle = { key: string; line: SmtpLine; timer: NodeJS.Timeout };
const idle: Idle[] = [];

export async function sendSmtp(server: SmtpServer, mail: OutgoingMail): Promise<SendOutcome> {
  try {
    const raw = await compose(mail);
    const { key, address } = await placeOf(server);
    const envelope = { from: mail.from.address, to: mail.to.address };
    for (;;) {
      const kept = takeIdle(key);
      const line = kept ?? (await openLine(server, address));
      const delivery = await line.deliver(envelope, raw);
      if (delivery.ok) {
        keep(key, line);
        return { kind: 'sent' };
      }
      line.close();
      // A line that had lain idle may have been closed by the server long since: another one is tried at once.
      if (!kept || delivery.handedOver || delivery.error.responseCode !== undefined)
        return outcomeOf(delivery.error, delivery.handedOver);
    }
  } catch (error) {
    return { kind: 'delayed', message: (error as Error).message };
  }
}

/** @returns null when the server lets us in; else why not. */
export async function tryServer(server: SmtpServer): Promise<string | null> {
  try {
    const { address } = await placeOf(server);
    (await openLine(server, address)).close();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

export function closeSmtp(): void {
  for (const { line, timer } of idle.splice(0)) {
    clearTimeout(timer);
    line.close();
  }
}

function outcomeOf({ message, command, responseCode }: SmtpFailure, handedOver: boolean): SendOutcome {
  if (responseCode === undefined) return { kind: handedOver ? 'unknown' : 'delayed', message };
  if (responseCode < 500) return { kind: 'delayed', message };
  // 552 is a full mailbox, 554 says nothing of the address.
  if (command === 'RCPT TO')
    return { kind: 'refused', bounced: responseCode !== 552 && responseCode !== 554, message };
  // What the sign-in or the sender is refused for is the shop's to mend; the mail can wait for that.
  return command === 'DATA' ? { kind: 'refused', bounced: false, message } : { kind: 'delayed', message };
}

function compose({ from, to, replyTo, ...rest }: OutgoingMail): Promise<Buffer> {
  const composer = new MailComposer({
    ...rest,
    from,
    to,
    ...(replyTo === null ? {} : { replyTo }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** @throws Error when the server's name leads into a network of the host's own. */
async function placeOf(server: SmtpServer): Promise<{ key: string; address: string }> {
  const { address } = await lookup(server.host);
  if (!env().TREUWERK_MAIL_PRIVATE && !isPublicAddress(address))
    throw new Error(`${server.host} is not a server on the internet`);
  return { key: JSON.stringify([server, address]), address };
}

function takeIdle(key: string): SmtpLine | undefined {
  const index = idle.findIndex((one) => one.key === key);
  if (index < 0) return undefined;
  const [found] = idle.splice(index, 1);
  clearTimeout(found?.timer);
  return found?.line.open ? found.line : takeIdle(key);
}

function keep(key: string, line: SmtpLine): void {
  if (!line.open || idle.length >= IDLE_LINES_MAX) return line.close();
  const timer = setTimeout(() => {
    idle.splice(0, idle.length, ...idle.filter((one) => one.line !== line));
    line.close();
  }, IDLE_MS);
  timer.unref();
  idle.push({ key, line, timer });
}
