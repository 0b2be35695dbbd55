/** What the sandbox cannot answer it says loudly: never a made-up value. */
export class NotSimulated extends Error {
  constructor(what: string) {
    super(`sandbox: ${what} is not simulated`);
  }
}
