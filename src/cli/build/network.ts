/** `--network` and `--add-host`. */
import { isIp } from "../../engine/kernel/network/address.ts";
import { goQuote } from "../format/quote.ts";
import { buildError } from "./fields.ts";

/** @throws CliError for a network that a build cannot have */
export function networkMode(text: string): "default" | "none" | "host" {
  if (text === "" || text === "default") return "default";
  if (text === "none" || text === "host") return text;
  throw buildError(
    `network mode ${goQuote(text)} not supported by buildkit - you can define a custom network for your builder using the network driver-opt in buildx create`,
  );
}

/** Where a build step finds the host that runs it. */
const gateway = "172.17.0.1";

/** `name:address` or `name=address,address` as `name=address`, one for each. @throws CliError */
export function hostOf(text: string): string[] {
  const at = text.includes("=") ? text.indexOf("=") : text.indexOf(":");
  const [name, addresses] = at < 0 ? ["", ""] : [text.slice(0, at), text.slice(at + 1)];
  const invalid = buildError(`invalid host ${text}`);
  if (name === "" || addresses === "") throw invalid;
  if (addresses === "host-gateway") return [`${name}=${gateway}`];
  return addresses.split(",").map((written) => {
    const address = /^\[.+\]$/.test(written) ? written.slice(1, -1) : written;
    if (!isIp(address)) throw invalid;
    return `${name}=${address}`;
  });
}
