/** `npm run migrate`: brings the database in DATABASE_URL, or the embedded one, to the project's migrations. */
export {};
process.env.SHOPIFY_API_KEY ??= 'migrate';
process.env.SHOPIFY_API_SECRET ??= 'migrate';
process.env.SHOPIFY_APP_URL ??= 'http://127.0.0.1:1';

const { provideDatabase } = await import('#app/db/provide-database.ts');
const database = await provideDatabase({ migrate: true });
process.stdout.write('The database is at the newest migration.\n');
await database.stop();
