/** A real SMTP server for a test: takes what comes, or fails as it is told to. */
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** `cut`: the line breaks once the mail was handed over, before the answer; the server has it all the same. */
export type Trouble = 'none' | 'busy' | 'no-such-address' | 'refused-content' | 'cut';

export type Mailbox = {
  port: number;
  /** What has arrived, in its order. */
  mails: ParsedMail[];
  /** What was asked of the next mails. */
  trouble: Trouble;
  /** Waits until `count` mails are there. */
  has: (count: number) => Promise<ParsedMail[]>;
  stop: () => Promise<void>;
};

const WAIT_MS = 60_000;

export async function startMailbox(login?: { user: string; password: string }): Promise<Mailbox> {
  const box: Mailbox = { port: 0, mails: [], trouble: 'none', has, stop };
  const server = new SMTPServer({
    authOptional: !login,
    allowInsecureAuth: true,
    disabledCommands: login ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    onAuth({ username, password }, _session, answer) {
      if (username === login?.user && password === login?.password) answer(null, { user: username });
      else answer(new Error('wrong password'));
    },
    onRcptTo(_address, _session, answer) {
      if (box.trouble === 'busy') answer(refusal(451, 'try again later'));
      else if (box.trouble === 'no-such-address') answer(refusal(550, 'no such address'));
      else answer();
    },
    onData(stream, session, answer) {
      simpleParser(stream).then((mail) => {
        if (box.trouble === 'refused-content') return answer(refusal(554, 'not this content'));
        box.mails.push(mail);
        if (box.trouble === 'cut') for (const socket of sockets) socket.destroy();
        else answer();
      }, answer);
      void session;
    },
  });
  const sockets = new Set<import('node:net').Socket>();
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  box.port = typeof address === 'object' && address ? address.port : 0;
  return box;

  async function has(count: number): Promise<ParsedMail[]> {
    const deadline = Date.now() + WAIT_MS;
    while (box.mails.length < count) {
      if (Date.now() > deadline) throw new Error(`${box.mails.length} of ${count} mails have come`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return box.mails;
  }

  function stop(): Promise<void> {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  }
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
