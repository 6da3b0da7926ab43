/** IPv4 addresses and subnets; what an IPv6 address looks like. Their numbers are in `ipv6.ts`. */

/** Four numbers as one; `undefined` when the text is no IPv4 address. */
export function parseIpv4(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return undefined;
  let value = 0;
  for (const part of match.slice(1)) {
    if (Number(part) > 255 || (part.length > 1 && part.startsWith("0"))) return undefined;
    value = value * 256 + Number(part);
  }
  return value;
}

export function formatIpv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

export function isIpv6(text: string): boolean {
  if (!/^[0-9a-fA-F:.]+$/.test(text) || !text.includes(":")) return false;
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1);
  const embedded = last?.includes(".") ? (parseIpv4(last) === undefined ? undefined : 1) : 0;
  if (embedded === undefined) return false;
  const plain = embedded ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const count = plain.length + 2 * embedded;
  return halves.length === 2 ? count < 8 : count === 8;
}

export function isIp(text: string): boolean {
  return parseIpv4(text) !== undefined || isIpv6(text);
}

/** A block of addresses. */
export interface Subnet {
  /** Its first address. */
  readonly base: number;
  /** 0 to 32. */
  readonly prefix: number;
}

/** `10.9.0.7/24` gives the block it lies in and the address itself; `undefined` when it is no IPv4 CIDR. */
export function parseCidr(text: string): { readonly subnet: Subnet; readonly address: number } | undefined {
  const match = /^([^/]+)\/(\d{1,2})$/.exec(text);
  const address = match ? parseIpv4(match[1] as string) : undefined;
  const prefix = Number(match?.[2]);
  if (address === undefined || prefix > 32) return undefined;
  return { subnet: subnetOf(address, prefix), address };
}

export function subnetOf(address: number, prefix: number): Subnet {
  const size = 2 ** (32 - prefix);
  return { base: Math.floor(address / size) * size, prefix };
}

export function formatSubnet({ base, prefix }: Subnet): string {
  return `${formatIpv4(base)}/${prefix}`;
}

/** How many addresses it has. */
export function sizeOfSubnet({ prefix }: Subnet): number {
  return 2 ** (32 - prefix);
}

export function broadcastOf(subnet: Subnet): number {
  return subnet.base + sizeOfSubnet(subnet) - 1;
}

export function contains(subnet: Subnet, address: number): boolean {
  return address >= subnet.base && address <= broadcastOf(subnet);
}

export function overlaps(a: Subnet, b: Subnet): boolean {
  return contains(a, b.base) || contains(b, a.base);
}

/** 127.0.0.0/8. */
export function isLoopback(address: number): boolean {
  return Math.floor(address / 2 ** 24) === 127;
}
