/** One connection to an SMTP server: opened, signed in, used for one mail after the other. */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

export type SmtpServer = {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user: string | null;
  password: string | null;
};

export type SmtpFailure = Error & { code?: string; command?: string; responseCode?: number };

/** `handedOver`: the whole mail has left, its end with it; whether it was taken is what the answer would have said. */
export type Delivery = { ok: true } | { ok: false; error: SmtpFailure; handedOver: boolean };

export type SmtpLine = {
  /** Whether it may be used again. */
  readonly open: boolean;
  deliver: (envelope: { from: string; to: string }, raw: Buffer) => Promise<Delivery>;
  close: () => void;
};

const TIMEOUT_MS = 20_000;

/** @param address of the host, as it was looked up. @throws SmtpFailure */
export async function openLine(server: SmtpServer, address: string): Promise<SmtpLine> {
  const { host, port, security, user, password } = server;
  // The address that was looked at is the one that is called; the certificate is that of the name.
  const connection = new SMTPConnection({
    host: address,
    port,
    tls: { servername: host },
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  let open = true;
  const ended = () => {
    open = false;
  };
  connection.on('end', ended);
  connection.on('error', ended);
  try {
    await connected(connection);
    if (user !== null) await signedIn(connection, { user, pass: password ?? '' });
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    get open() {
      return open;
    },
    deliver: (envelope, raw) => deliver(connection, envelope, raw),
    close: () => connection.quit(),
  };
}

function connected(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.once('end', () => reject(new Error('the server closed the connection')));
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
}

function signedIn(connection: SMTPConnection, credentials: { user: string; pass: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.login({ credentials }, (error) => (error ? reject(error) : resolve()));
  });
}

function deliver(
  connection: SMTPConnection,
  { from, to }: { from: string; to: string },
  raw: Buffer,
): Promise<Delivery> {
  return new Promise((resolve) => {
    // It is read when the server has asked for it, and ended before the dot that ends it is sent.
    const message = Readable.from([raw]);
    let handedOver = false;
    message.once('end', () => {
      handedOver = true;
    });
    const settle = (delivery: Delivery) => {
      connection.removeListener('error', failed);
      connection.removeListener('end', closed);
      resolve(delivery);
    };
    const failed = (error: Error) => settle({ ok: false, error, handedOver });
    const closed = () => failed(new Error('the server closed the connection'));
    connection.once('error', failed);
    connection.once('end', closed);
    connection.send({ from, to: [to] }, message, (error) =>
      settle(error ? { ok: false, error, handedOver } : { ok: true }),
    );
  });
}
