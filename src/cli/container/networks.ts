/** `--network` in its short and its long form. */
import { CliError } from "../errors.ts";
import { splitCsv } from "../flags/values.ts";

/** One network that a new container is to join. */
export interface NetworkAttachment {
  readonly target: string;
  readonly aliases: readonly string[];
  readonly driverOptions: Readonly<Record<string, string>>;
  readonly ip?: string;
  readonly ip6?: string;
  readonly macAddress?: string;
  readonly linkLocalIps: readonly string[];
  readonly links: readonly string[];
  readonly gatewayPriority?: number;
}

const plain = (target: string): NetworkAttachment => ({ target, aliases: [], driverOptions: {}, linkLocalIps: [], links: [] });

/**
 * `backend`, or `name=backend,alias=db,ip=10.0.0.5`.
 * @throws CliError
 */
export function parseNetwork(text: string): NetworkAttachment {
  if (!/(^|,)\s*[\w-]+=/.test(text)) return plain(text);
  let result = plain("");
  for (const field of splitCsv(text)) {
    const at = field.indexOf("=");
    if (at < 0) throw new CliError(`invalid field ${field}`);
    const key = field.slice(0, at).trim().toLowerCase();
    const value = field.slice(at + 1).trim();
    result = { ...result, ...apply(result, key, value) };
  }
  if (result.target === "") throw new CliError("network name/id is not specified");
  return result;
}

function apply(network: NetworkAttachment, key: string, value: string): Partial<NetworkAttachment> {
  switch (key) {
    case "name":
      return { target: value };
    case "alias":
      return { aliases: [...network.aliases, value] };
    case "ip":
      return { ip: value };
    case "ip6":
      return { ip6: value };
    case "mac-address":
      return { macAddress: value };
    case "link-local-ip":
      return { linkLocalIps: [...network.linkLocalIps, value] };
    case "driver-opt": {
      const at = value.indexOf("=");
      if (at < 0) throw new CliError("invalid key value pair format in driver options");
      return {
        driverOptions: {
          ...network.driverOptions,
          [value.slice(0, at).trim().toLowerCase()]: value
            .slice(at + 1)
            .trim()
            .toLowerCase(),
        },
      };
    }
    case "gw-priority": {
      if (!/^[+-]?\d+$/.test(value)) throw new CliError(`invalid gw-priority (${value}): invalid syntax`);
      return { gatewayPriority: Number(value) };
    }
    default:
      throw new CliError(`invalid field key ${key}`);
  }
}

/** Networks that are not made by users, so that names and aliases mean nothing on them. */
export function isUserDefined(mode: string): boolean {
  return !["", "default", "bridge", "host", "none"].includes(mode) && !mode.startsWith("container:");
}
