/** Saves a file of the app's. A plain link would leave the frame without the token, so it is fetched and then saved. */

/** @throws when the app does not answer with the file. */
export async function saveFile(address: string, nameElse: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  save(await response.blob(), nameOf(response) ?? nameElse);
}

function nameOf(response: Response): string | undefined {
  return /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
