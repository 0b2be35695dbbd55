/** A file that cannot be taken, by code; `line` where one is to blame. Nothing of it has been written. */
export class FileRefused extends Error {
  code: string;
  details: Record<string, string | number>;
  constructor(code: string, details: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
