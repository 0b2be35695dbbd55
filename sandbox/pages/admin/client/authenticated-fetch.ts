/**
 * App Bridge's contract for requests: those to the app's own origin carry a fresh id token, a refusal that asks for
 * it is tried once more, and a refusal that names an address to sign in again opens that address.
 */
const RETRY_HEADER = 'X-Shopify-Retry-Invalid-Session-Request';
const REAUTHORIZE_HEADER = 'X-Shopify-API-Request-Failure-Reauthorize-Url';

export function authenticateFetch(idToken: () => Promise<string>): void {
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const own = new URL(request.url).origin === window.location.origin;
    if (!own || request.headers.has('authorization')) return plainFetch(request);
    const send = async () => {
      const attempt = request.clone();
      const headers = new Headers(attempt.headers);
      headers.set('Authorization', `Bearer ${await idToken()}`);
      headers.set('X-Requested-With', 'XMLHttpRequest');
      return plainFetch(new Request(attempt, { headers }));
    };
    let response = await send();
    if (response.status === 401 && response.headers.has(RETRY_HEADER)) response = await send();
    const signIn = response.headers.get(REAUTHORIZE_HEADER);
    if (signIn) window.open(signIn, '_top');
    return response;
  };
}
