/** What every module of the app needs of its environment, for tests that run it in their own process. */
process.env.NODE_ENV ??= 'test';
process.env.SHOPIFY_API_KEY ??= 'test-key';
process.env.SHOPIFY_API_SECRET ??= 'test-secret';
process.env.SHOPIFY_APP_URL ??= 'http://127.0.0.1:1';
process.env.LOG_LEVEL ??= 'silent';

export {};
