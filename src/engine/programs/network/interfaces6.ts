/** What `ip` and `ifconfig` say of IPv6. */
import { formatIpv6, formatSubnet6, isLinkLocal, subnet6Of } from "../../kernel/network/ipv6.ts";
import type { NetworkInterface, NetworkStack } from "../../kernel/network/stack.ts";

/** `inet6 …` for each address of an interface. Docker's own are never asked about before use, which both tools say. */
export function addressLines6({ kind, up, addresses6 }: NetworkInterface, stack: NetworkStack, gnu: boolean): string[] {
  if (!up || !stack.speaksIpv6) return [];
  return addresses6.map(({ address, prefix }) => {
    const scope = kind === "loopback" ? "host" : isLinkLocal(address) ? "link" : "global";
    const flags = scope !== "global" || kind !== "veth" ? "" : gnu ? "nodad " : "flags 02 ";
    return `inet6 ${formatIpv6(address)}/${prefix} scope ${scope} ${flags}`;
  });
}

/** `ip -6 route`: what is on the links, the way out, and in busybox' view the multicasts. */
export function routeLines6(stack: NetworkStack, gnu: boolean): string[] {
  if (!stack.speaksIpv6) return [];
  const devices = stack.interfaces.filter(({ up, kind, addresses6 }) => up && kind !== "loopback" && addresses6.length > 0);
  const kernel = gnu ? "proto kernel metric 256 pref medium" : " metric 256 ";
  const onLink = devices.flatMap(({ name, addresses6 }) =>
    addresses6.map(({ address, prefix }) => `${formatSubnet6(subnet6Of(address, prefix))} dev ${name} ${kernel}`),
  );
  const { gateway6 } = stack;
  const out = gateway6
    ? [`default via ${formatIpv6(gateway6.address)} dev ${gateway6.device.name} ${gnu ? "metric 1024 pref medium" : " metric 1024 "}`]
    : [];
  return [...onLink, ...out, ...(gnu ? [] : devices.map(({ name }) => `multicast ff00::/8 dev ${name}  metric 256 `))];
}

/** The lines of net-tools' `ifconfig`. */
export function netToolsLines6({ kind, addresses6 }: NetworkInterface): string[] {
  return addresses6.map(({ address, prefix }) => {
    const scope = kind === "loopback" ? "0x10<host>" : isLinkLocal(address) ? "0x20<link>" : "0x0<global>";
    return `inet6 ${formatIpv6(address)}  prefixlen ${prefix}  scopeid ${scope}`;
  });
}
