/** Codes that people read out and type in: letters and digits that nobody takes for one another. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

export function lettersOf(digest: Buffer, count: number): string {
  return [...digest.subarray(0, count)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
