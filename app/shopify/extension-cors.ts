/** Extensions run in a sandbox without an origin of their own: any origin may ask, the token decides. */
const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Max-Age': '7200',
};

export function answerPreflight(): Response {
  return new Response(null, { status: 204, headers: HEADERS });
}

export function allowOnly(method: 'GET' | 'POST'): Response {
  return new Response(null, { status: 405, headers: { Allow: `${method}, OPTIONS` } });
}

export function allowExtensions(response: Response): Response {
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  return response;
}
