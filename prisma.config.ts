// Tells the Prisma CLI to work without native engines: schema changes go through the pg driver.
import { PrismaPg } from '@prisma/adapter-pg-7';
import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  engine: 'js',
  experimental: { adapter: true },
  adapter: async () =>
    new PrismaPg(
      { connectionString: process.env.DATABASE_URL, max: 2, idleTimeoutMillis: 500, allowExitOnIdle: true },
      { schema: 'public' },
    ) as never,
});
