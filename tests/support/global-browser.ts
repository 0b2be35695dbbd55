/** The browser is unpacked once, before two files would do so at the same time and start what is half there. */
import sparticuz from '@sparticuz/chromium';

let unpacked: Promise<string> | undefined;

export default async function setup(): Promise<void> {
  unpacked ??= sparticuz.executablePath();
  await unpacked;
}
