/** The line between an app and its Postgres, at an address that stays: open, cut, or silent as a network that has failed. */
import { connect, createServer, type Socket } from 'node:net';

export type PostgresLine = {
  url: string;
  /** Where the line leads, from now on. */
  lead: (databaseUrl: string) => void;
  /** All connections break, new ones are refused. */
  cut: () => void;
  /** Nothing breaks and nothing gets through, in either direction; new connections are taken and never answered. */
  silence: () => void;
  /** Connections that had fallen silent break now; new ones get through. */
  mend: () => void;
  close: () => Promise<void>;
};

type Mode = 'open' | 'cut' | 'silent';

export async function openLine(databaseUrl: string): Promise<PostgresLine> {
  let target = new URL(databaseUrl);
  let mode: Mode = 'open';
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    keep(near);
    if (mode === 'cut') return void near.destroy();
    if (mode === 'silent') return void near.pause();
    const far = connect(Number(target.port), target.hostname);
    keep(far);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    const pass = (to: Socket) => (chunk: Buffer) => {
      if (mode === 'open') to.write(chunk);
    };
    near.on('data', pass(far));
    far.on('data', pass(near));
  });
  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  }
  const breakAll = () => sockets.forEach((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.port = String(address && typeof address === 'object' ? address.port : 0);
  return {
    url: url.href,
    lead: (to) => {
      target = new URL(to);
    },
    cut: () => {
      mode = 'cut';
      breakAll();
    },
    silence: () => {
      mode = 'silent';
    },
    mend: () => {
      breakAll();
      mode = 'open';
    },
    close: async () => {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
