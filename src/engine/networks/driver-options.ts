/** Options of the bridge driver (`docker network create -o`). */
import { EngineError } from "../api.ts";
import { readBool } from "../go/bool.ts";
import { quote } from "../go/quote.ts";
import { isIp } from "../kernel/network/address.ts";

const prefix = "com.docker.network.";
const flags = ["enable_ip_masquerade", "enable_icc", "default_bridge", "inhibit_ipv4", "trusted_host_interfaces"].map(
  (name) => `${prefix}bridge.${name}`,
);
const gatewayModes = ["nat", "nat-unprotected", "routed", "isolated"];
/** What Linux takes as the name of an interface. */
const longestName = 15;

/**
 * Looks at what the driver parses; names it does not know it passes over.
 * @throws EngineError 400 in the driver's words
 */
export function checkBridgeOptions(options: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(options)) {
    const complaint = complaintAbout(name, value);
    if (complaint !== undefined) throw new EngineError(400, `failed to parse ${name} value: ${value} (${complaint})`);
  }
  if ((options[`${prefix}bridge.name`] ?? "").length > longestName) throw new EngineError(500, "numerical result out of range");
}

function complaintAbout(name: string, value: string): string | undefined {
  if (flags.includes(name)) {
    const read = readBool(value);
    return typeof read === "string" ? read : undefined;
  }
  switch (name) {
    case `${prefix}driver.mtu`:
      return /^[+-]?\d+$/.test(value) ? undefined : `strconv.Atoi: parsing ${quote(value)}: invalid syntax`;
    case `${prefix}bridge.host_binding_ipv4`:
      return isIp(value) ? undefined : "nil ip";
    case `${prefix}bridge.gateway_mode_ipv4`:
    case `${prefix}bridge.gateway_mode_ipv6`:
      return gatewayModes.includes(value) ? undefined : `unknown gateway mode ${value}`;
    default:
      return undefined;
  }
}
