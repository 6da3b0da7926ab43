/** IPv6 of a network: its block, who has which address of it, and what is wrong with what was asked for. */
import type { IpamConfig } from "../api.ts";
import { contains6, formatSubnet6, parseCidr6, parseIpv6, type Subnet6 } from "../kernel/network/ipv6.ts";

export class Ipv6Pool {
  readonly subnet: Subnet6;
  readonly gateway: bigint;
  readonly #first: bigint;
  readonly #taken = new Set<bigint>();

  constructor(
    subnet: Subnet6,
    options: { readonly range?: Subnet6; readonly gateway?: bigint; readonly reserved?: readonly bigint[] } = {},
  ) {
    this.subnet = subnet;
    this.gateway = options.gateway ?? subnet.base + 1n;
    this.#first = options.range?.base ?? subnet.base;
    for (const address of [subnet.base, this.gateway, ...(options.reserved ?? [])]) this.#taken.add(address);
  }

  /** The lowest that is free; `undefined` when there is none. */
  allocate(): bigint | undefined {
    for (let address = this.#first; contains6(this.subnet, address); address++) if (this.claim(address)) return address;
    return undefined;
  }

  /** False when somebody has it. */
  claim(address: bigint): boolean {
    if (this.#taken.has(address)) return false;
    this.#taken.add(address);
    return true;
  }

  release(address: bigint): void {
    this.#taken.delete(address);
  }
}

/** Whether a configuration is one of the sixth version. */
export function isIpv6Config({ Subnet = "" }: IpamConfig): boolean {
  return Subnet.includes(":");
}

/** The pool that was asked for, or one of the unique local addresses that follows from the network's id. */
export function ipv6PoolFor(config: IpamConfig | undefined, id: string): Ipv6Pool {
  const own = `fd${id.slice(0, 2)}:${id.slice(2, 6)}:${id.slice(6, 10)}::/64`;
  const { subnet } = parseCidr6(config?.Subnet ?? own) as { subnet: Subnet6 };
  const range = config?.IPRange ? parseCidr6(config.IPRange)?.subnet : undefined;
  const gateway = config?.Gateway ? parseIpv6(config.Gateway) : undefined;
  const reserved = Object.values(config?.AuxiliaryAddresses ?? {}).flatMap((address) => parseIpv6(address) ?? []);
  return new Ipv6Pool(subnet, { ...(range && { range }), ...(gateway !== undefined && { gateway }), reserved });
}

/** What the daemon has against a configuration. */
export function problemsOfIpv6({ Subnet = "", IPRange, Gateway, AuxiliaryAddresses }: IpamConfig): string[] {
  const parsed = parseCidr6(Subnet);
  if (!parsed) return [`invalid subnet ${Subnet}: invalid CIDR block notation`];
  const { subnet, address } = parsed;
  const problems = address === subnet.base ? [] : [`invalid subnet ${Subnet}: it should be ${formatSubnet6(subnet)}`];
  if (IPRange) {
    const range = parseCidr6(IPRange)?.subnet;
    if (!range) problems.push(`invalid ip-range ${IPRange}: invalid CIDR block notation`);
    else if (!contains6(subnet, range.base) || range.prefix < subnet.prefix)
      problems.push(`invalid ip-range ${IPRange}: parent subnet ${Subnet} doesn't contain ip-range`);
  }
  const named = Object.entries(AuxiliaryAddresses ?? {}).map(([name, value]) => [`auxiliary address ${name}`, value] as const);
  for (const [what, value] of [...(Gateway ? [["gateway", Gateway] as const] : []), ...named]) {
    const given = parseIpv6(value);
    if (given === undefined) problems.push(`invalid ${what}: invalid address`);
    else if (!contains6(subnet, given)) problems.push(`invalid ${what} ${value}: parent subnet ${Subnet} doesn't contain this address`);
  }
  return problems;
}
