/** What a page of the store's admin tells an extension, and what it may ask. */
import type * as remote from '../../../remote/protocol.ts';

export type Setting = remote.Speaking & {
  /** Gid of the customer or the order that the page shows. */
  selected: string;
};
export type Start = Setting & remote.StartBase;
export type Request = 'idToken' | 'close';
