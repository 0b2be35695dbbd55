/** Prisma for ordinary queries; the ledger's hot path uses the pg driver in `app/db` directly. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '#app/db/generated/client.ts';
import { env } from '#app/env.server.ts';

let client: PrismaClient | undefined;

function connect(): PrismaClient {
  client ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      max: Math.max(2, env().DATABASE_POOL >> 1),
    }),
  });
  return client;
}

/** Connects at first use, so that importing a module never needs a database. */
export const prisma: PrismaClient = new Proxy({} as PrismaClient, {
  get: (_, property) => Reflect.get(connect(), property),
});

export async function closePrisma(): Promise<void> {
  const closing = client;
  client = undefined;
  await closing?.$disconnect();
}
