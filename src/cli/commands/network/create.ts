import type { IpamConfig } from "../../../engine/api.ts";
import type { Call, Command } from "../../command.ts";
import { isIp } from "../../../engine/kernel/network/address.ts";
import { contains6, parseCidr6, parseIpv6 } from "../../../engine/kernel/network/ipv6.ts";
import { checkLabel } from "../../container/checks.ts";
import { CliError } from "../../errors.ts";
import type { FlagValues } from "../../flags/parse.ts";
import { pairsOf } from "../../flags/pairs.ts";

export const networkCreate: Command = {
  paths: [["network", "create"]],
  short: "Create a network",
  operands: "NETWORK",
  arity: { min: 1, max: 1 },
  flags: [
    { name: "attachable", type: "bool", help: "Enable manual container attachment" },
    { name: "aux-address", type: "map", default: "map[]", help: "Auxiliary IPv4 or IPv6 addresses used by Network driver" },
    { name: "config-from", type: "string", help: "The network from which to copy the configuration" },
    { name: "config-only", type: "bool", help: "Create a configuration only network" },
    { name: "driver", short: "d", type: "string", default: "bridge", help: "Driver to manage the Network" },
    { name: "gateway", type: "strings", help: "IPv4 or IPv6 Gateway for the master subnet" },
    { name: "ingress", type: "bool", help: "Create swarm routing-mesh network" },
    { name: "internal", type: "bool", help: "Restrict external access to the network" },
    { name: "ip-range", type: "strings", help: "Allocate container ip from a sub-range" },
    { name: "ipam-driver", type: "string", default: "default", help: "IP Address Management Driver" },
    { name: "ipam-opt", type: "map", default: "map[]", help: "Set IPAM driver specific options" },
    { name: "ipv4", type: "bool", default: "true", help: "Enable or disable IPv4 address assignment" },
    { name: "ipv6", type: "bool", help: "Enable or disable IPv6 address assignment" },
    { name: "label", type: "list", help: "Set metadata on a network", check: checkLabel },
    { name: "opt", short: "o", type: "map", default: "map[]", help: "Set driver specific options" },
    { name: "scope", type: "string", help: "Control the network's scope" },
    { name: "subnet", type: "strings", help: "Subnet in CIDR format that represents a network segment" },
  ],
  program: "docker",
  completes: "none",
  run,
};

async function run({ flags, args, context }: Call): Promise<number> {
  const { Id, Warning } = await context.engine.networkCreate({
    Name: args[0] as string,
    Driver: flags.text("driver"),
    Options: pairsOf(flags.list("opt")),
    IPAM: { Driver: flags.text("ipam-driver"), Config: poolsOf(flags), Options: pairsOf(flags.list("ipam-opt")) },
    Internal: flags.bool("internal"),
    Ingress: flags.bool("ingress"),
    Attachable: flags.bool("attachable"),
    ConfigOnly: flags.bool("config-only"),
    ...(flags.text("config-from") === "" ? {} : { ConfigFrom: { Network: flags.text("config-from") } }),
    Scope: flags.text("scope"),
    ...(flags.has("ipv4") ? { EnableIPv4: flags.bool("ipv4") } : {}),
    ...(flags.has("ipv6") ? { EnableIPv6: flags.bool("ipv6") } : {}),
    Labels: pairsOf(flags.list("label")),
  });
  if (Warning !== "") context.stderr(`WARNING: ${Warning}\n`);
  context.stdout(`${Id}\n`);
  return 0;
}

/** Ranges, gateways and spare addresses each go to the subnet they lie in. @throws CliError */
function poolsOf(flags: FlagValues): IpamConfig[] {
  const subnets = flags.list("subnet");
  const ranges = flags.list("ip-range");
  const gateways = flags.list("gateway");
  const spare = pairsOf(flags.list("aux-address"));
  if (subnets.length < ranges.length || subnets.length < gateways.length)
    throw new CliError("every ip-range or gateway must have a corresponding subnet");
  const address = (subnet: string): string => subnet.split("/")[0] ?? "";
  const overlap = (a: string, b: string): boolean => contains(a, address(b)) || contains(b, address(a));
  if (subnets.some((subnet, index) => subnets.slice(0, index).some((other) => overlap(subnet, other))))
    throw new CliError("multiple overlapping subnet configuration is not supported");
  const pools = subnets.map(
    (subnet): { Subnet: string; IPRange?: string; Gateway?: string; AuxiliaryAddresses?: Record<string, string> } => ({ Subnet: subnet }),
  );
  const poolOf = (address: string): (typeof pools)[number] | undefined => pools.find(({ Subnet }) => contains(Subnet, address));
  for (const range of ranges) {
    if (!isCidr(range)) throw new CliError(`invalid CIDR address: ${range}`);
    checkSubnets(subnets);
    const pool = poolOf(range.split("/")[0] ?? "");
    if (!pool) throw new CliError(`no matching subnet for range ${range}`);
    if (pool.IPRange !== undefined)
      throw new CliError(`cannot configure multiple ranges (${range}, ${pool.IPRange}) on the same subnet (${pool.Subnet})`);
    pool.IPRange = range;
  }
  if (gateways.length > 0 || Object.keys(spare).length > 0 || subnets.length > 1) checkSubnets(subnets);
  for (const gateway of gateways) {
    const pool = poolOf(gateway);
    if (!pool) throw new CliError(`no matching subnet for gateway ${gateway}`);
    if (pool.Gateway !== undefined)
      throw new CliError(`cannot configure multiple gateways (${gateway}, ${pool.Gateway}) for the same subnet (${pool.Subnet})`);
    pool.Gateway = gateway;
  }
  for (const [name, address] of Object.entries(spare)) {
    const pool = poolOf(address);
    if (!pool) throw new CliError(`no matching subnet for aux-address ${address}`);
    pool.AuxiliaryAddresses = { ...pool.AuxiliaryAddresses, [name]: address };
  }
  return pools;
}

/** The client reads subnets only where it has something to place in them. @throws CliError */
function checkSubnets(subnets: readonly string[]): void {
  const wrong = subnets.find((subnet) => !isCidr(subnet));
  if (wrong !== undefined) throw new CliError(`invalid subnet: invalid CIDR address: ${wrong}`);
}

/** As Go reads it. */
function isCidr(text: string): boolean {
  const [address = "", bits = "", ...more] = text.split("/");
  return isIp(address) && /^\d+$/.test(bits) && more.length === 0 && Number(bits) <= (address.includes(":") ? 128 : 32);
}

function contains(subnet: string, address: string): boolean {
  const [network = "", bits = ""] = subnet.split("/");
  if (!isIp(network) || !isIp(address) || network.includes(":") !== address.includes(":")) return false;
  if (network.includes(":")) {
    const block = parseCidr6(subnet)?.subnet;
    const value = parseIpv6(address);
    return block !== undefined && value !== undefined && contains6(block, value);
  }
  const mask = Number(bits) === 0 ? 0 : (-1 << (32 - Number(bits))) >>> 0;
  return (number(network) & mask) >>> 0 === (number(address) & mask) >>> 0;
}

function number(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0) >>> 0;
}
