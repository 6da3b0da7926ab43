/** Which addresses a network has, and who has which of them. */
import { EngineError, type IpamConfig, type NetworkCreateRequest } from "../api.ts";
import { quote } from "../go/quote.ts";
import { broadcastOf, contains, formatIpv4, overlaps, parseCidr, parseIpv4, sizeOfSubnet, type Subnet } from "../kernel/network/address.ts";
import { joinErrors } from "./errors.ts";
import { isIpv6Config, problemsOfIpv6 } from "./ipam6.ts";

/** The addresses of one network. */
export class AddressPool {
  readonly subnet: Subnet;
  readonly gateway: number | undefined;
  readonly #range: Subnet;
  readonly #taken = new Set<number>();

  constructor(subnet: Subnet, options: { readonly range?: Subnet; readonly gateway?: number } = {}) {
    this.subnet = subnet;
    this.#range = options.range ?? subnet;
    this.gateway = options.gateway;
    for (const address of [subnet.base, broadcastOf(subnet)]) this.#taken.add(address);
    if (options.gateway !== undefined) this.#taken.add(options.gateway);
  }

  /** The lowest that is free; `undefined` when there is none. */
  allocate(): number | undefined {
    const end = this.#range.base + sizeOfSubnet(this.#range);
    for (let address = this.#range.base; address < end; address++) {
      if (this.#taken.has(address)) continue;
      this.#taken.add(address);
      return address;
    }
    return undefined;
  }

  /** False when somebody has it. */
  claim(address: number): boolean {
    if (this.#taken.has(address)) return false;
    this.#taken.add(address);
    return true;
  }

  release(address: number): void {
    this.#taken.delete(address);
  }
}

/** What a daemon takes networks from when nobody says otherwise; the first is the default bridge's. */
const predefined: readonly Subnet[] = [
  ...Array.from({ length: 15 }, (_, index) => ({ base: parseIpv4(`172.${17 + index}.0.0`) as number, prefix: 16 })),
  ...Array.from({ length: 16 }, (_, index) => ({ base: parseIpv4(`192.168.${index * 16}.0`) as number, prefix: 20 })),
];

/** The first predefined pool that lies on no other network. Throws `EngineError` when all are in use. */
export function freeSubnet(used: readonly Subnet[]): Subnet {
  const free = predefined.find((pool) => !used.some((other) => overlaps(pool, other)));
  if (!free) throw new EngineError(404, "all predefined address pools have been fully subnetted");
  return free;
}

/** Checks what `docker network create` was told. Throws `EngineError` 400 with all that is wrong. */
export function validateIpam(ipam: NetworkCreateRequest["IPAM"]): void {
  const errors = (ipam?.Config ?? []).flatMap((config) => (isIpv6Config(config) ? problemsOfIpv6(config) : problemsOf(config)));
  if (errors.length > 0) throw new EngineError(400, `invalid network config:\n${joinErrors(errors)}`);
}

/** A bridge takes addresses from the daemon itself. Throws `EngineError` for whom else it is told to ask. */
export function checkIpamDriver(ipam: NetworkCreateRequest["IPAM"]): void {
  const driver = ipam?.Driver || "default";
  if (driver === "default") return;
  if (driver !== "null") throw new EngineError(404, `plugin ${quote(driver)} not found`);
  if (ipam?.Config?.length) throw new EngineError(400, "null ipam driver does not handle specific address pool requests");
  throw new EngineError(500, "ipv4 pool is empty");
}

function problemsOf({ Subnet, IPRange, Gateway, AuxiliaryAddresses }: IpamConfig): string[] {
  const text = Subnet ?? "";
  const parsed = parseCidr(text);
  if (!parsed) return [`invalid subnet ${text}: invalid CIDR block notation`];
  const { subnet, address } = parsed;
  const problems: string[] = [];
  if (address !== subnet.base) problems.push(`invalid subnet ${text}: it should be ${formatIpv4(subnet.base)}/${subnet.prefix}`);
  if (IPRange) {
    const range = parseCidr(IPRange);
    if (!range) problems.push(`invalid ip-range ${IPRange}: invalid CIDR block notation`);
    else {
      if (range.address !== range.subnet.base)
        problems.push(`invalid ip-range ${IPRange}: it should be ${formatIpv4(range.subnet.base)}/${range.subnet.prefix}`);
      if (range.subnet.prefix < subnet.prefix)
        problems.push(`invalid ip-range ${IPRange}: CIDR block is bigger than its parent subnet ${text}`);
      else if (!contains(subnet, range.subnet.base))
        problems.push(`invalid ip-range ${IPRange}: parent subnet ${text} doesn't contain ip-range`);
    }
  }
  if (Gateway) problems.push(...addressProblems("gateway", Gateway, text, subnet));
  for (const [name, value] of Object.entries(AuxiliaryAddresses ?? {}))
    problems.push(...addressProblems(`auxiliary address ${name}`, value, text, subnet));
  return problems;
}

function addressProblems(what: string, value: string, text: string, subnet: Subnet): string[] {
  const address = parseIpv4(value);
  if (address === undefined) return [`invalid ${what}: invalid address`];
  return contains(subnet, address) ? [] : [`invalid ${what} ${value}: parent subnet ${text} doesn't contain this address`];
}

/** A pool as it was asked for. The gateway is the first address unless told otherwise. Throws `EngineError` 403 for a spare address that is none. */
export function poolFor(config: IpamConfig): AddressPool {
  const { subnet } = parseCidr(config.Subnet ?? "") as { subnet: Subnet };
  const range = config.IPRange ? parseCidr(config.IPRange)?.subnet : undefined;
  const first = range ? range.base + (range.base === subnet.base ? 1 : 0) : subnet.base + 1;
  const gateway = config.Gateway ? parseIpv4(config.Gateway) : first;
  const pool = new AddressPool(subnet, { ...(range && { range }), ...(gateway !== undefined && { gateway }) });
  for (const [name, address] of Object.entries(config.AuxiliaryAddresses ?? {}))
    if (!pool.claim(parseIpv4(address) as number))
      throw new EngineError(403, `failed to allocate secondary ip address (${name}:${address}): Address already in use`);
  return pool;
}
