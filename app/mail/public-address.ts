/** Whether an address is one of the internet: what a merchant names must not lead into the host's own network. */
import { BlockList, isIPv6 } from 'node:net';

const OWN = new BlockList();
for (const [address, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  OWN.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  OWN.addSubnet(address, prefix, 'ipv6');

export function isPublicAddress(address: string): boolean {
  // An IPv4 address written as IPv6 is judged as what it is.
  return !OWN.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
