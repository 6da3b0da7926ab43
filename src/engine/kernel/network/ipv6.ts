/** IPv6 addresses as numbers, and how they are written (RFC 5952). */
import { isIpv6, parseIpv4 } from "./address.ts";

const groups = 8;

/** A block of addresses. */
export interface Subnet6 {
  /** Its first address. */
  readonly base: bigint;
  /** 0 to 128. */
  readonly prefix: number;
}

/** `undefined` when the text is no IPv6 address. */
export function parseIpv6(text: string): bigint | undefined {
  if (!isIpv6(text)) return undefined;
  const [before = "", after] = text.split("::");
  const head = numbersOf(before);
  const tail = after === undefined ? [] : numbersOf(after);
  const zeros = Array.from({ length: groups - head.length - tail.length }, () => 0);
  return [...head, ...zeros, ...tail].reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

/** The groups of a part without a gap; an IPv4 address at its end is two. */
function numbersOf(part: string): number[] {
  if (part === "") return [];
  return part.split(":").flatMap((group) => {
    const embedded = group.includes(".") ? parseIpv4(group) : undefined;
    return embedded === undefined ? [Number.parseInt(group, 16)] : [Math.floor(embedded / 65_536), embedded % 65_536];
  });
}

/** The longest run of zeros, the first of equals, becomes `::`. */
export function formatIpv6(value: bigint): string {
  const words = Array.from({ length: groups }, (_, index) => Number((value >> BigInt(16 * (groups - 1 - index))) & 0xffffn).toString(16));
  let [start, length] = [0, 1];
  for (let from = 0; from < groups; from++) {
    let run = 0;
    while (words[from + run] === "0") run++;
    if (run > length) [start, length] = [from, run];
  }
  if (length < 2) return words.join(":");
  return `${words.slice(0, start).join(":")}::${words.slice(start + length).join(":")}`;
}

/** `fd00::5/64` gives the block it lies in and the address itself. */
export function parseCidr6(text: string): { readonly subnet: Subnet6; readonly address: bigint } | undefined {
  const [, written = "", length = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const address = parseIpv6(written);
  const prefix = Number(length);
  return address === undefined || prefix > 128 ? undefined : { subnet: subnet6Of(address, prefix), address };
}

export function subnet6Of(address: bigint, prefix: number): Subnet6 {
  const free = BigInt(128 - prefix);
  return { base: (address >> free) << free, prefix };
}

export function formatSubnet6({ base, prefix }: Subnet6): string {
  return `${formatIpv6(base)}/${prefix}`;
}

export function contains6({ base, prefix }: Subnet6, address: bigint): boolean {
  return subnet6Of(address, prefix).base === base;
}

export function overlaps6(a: Subnet6, b: Subnet6): boolean {
  return contains6(a, b.base) || contains6(b, a.base);
}

export const loopback6 = 1n;
const linkLocal: Subnet6 = { base: 0xfe80n << 112n, prefix: 64 };

export function isLinkLocal(address: bigint): boolean {
  return contains6({ ...linkLocal, prefix: 10 }, address);
}

/** The address an interface gives itself on its link: its MAC with `ff:fe` in the middle and one bit turned over (EUI-64). */
export function linkLocalAddress(mac: string): bigint {
  const bytes = mac.split(":").map((byte) => Number.parseInt(byte, 16));
  const [first = 0, second = 0, third = 0, ...rest] = bytes;
  return linkLocal.base | [first ^ 2, second, third, 0xff, 0xfe, ...rest].reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}
