/** Who is signed in to the storefront, and whose cart it is: two cookies, the first signed. */
import { createHmac } from 'node:crypto';
import type { SandboxConfig, StorefrontSessions } from './context.ts';
import type { StoreState } from './model.ts';

const CUSTOMER = 'sandbox_customer';
const CART = 'cart';

export function makeSessions(config: SandboxConfig, state: StoreState): StorefrontSessions {
  const seal = (id: string) =>
    `${id}.${createHmac('sha256', config.apiSecret).update(`session:${id}`).digest('base64url')}`;
  return {
    customerOf: (header) => {
      const sealed = readCookie(header, CUSTOMER);
      const id = sealed?.split('.')[0];
      return id && sealed === seal(id) ? state.customers.get(id) : undefined;
    },
    cartTokenOf: (header) => readCookie(header, CART),
    signIn: (id) => `${CUSTOMER}=${seal(id)}; Path=/; HttpOnly; SameSite=Lax`,
    signOut: () => `${CUSTOMER}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`,
    keepCart: (token) => `${CART}=${token}; Path=/; SameSite=Lax`,
  };
}

function readCookie(header: string | null | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name && value.length > 0) return decodeURIComponent(value.join('='));
  }
  return undefined;
}
