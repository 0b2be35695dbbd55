/** Numbers and amounts between what a merchant types and what the program stores. */

/** "1.5" or "1,5" as a number; text that is none stays text, so that the check finds it. */
export function readNumber(text: string): number | string {
  const plain = text.trim().replace(',', '.');
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : text;
}

export function writeNumber(value: number | string | undefined, decimalMark: string): string {
  return value === undefined ? '' : String(value).replace('.', decimalMark);
}

/** "5,00" as Germans type it becomes "5.00" as the program stores it. */
export function readAmount(text: string): string {
  const trimmed = text.trim();
  return /^\d+,\d+$/.test(trimmed) ? trimmed.replace(',', '.') : trimmed;
}

export function writeAmount(value: string | null | undefined, decimalMark: string): string {
  return (value ?? '').replace('.', decimalMark);
}
