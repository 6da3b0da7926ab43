/** What `ip addr` and `ip link` are asked to show: words after `show`. */
import { contains, parseCidr, type Subnet } from "../../kernel/network/address.ts";

const scopes = ["global", "link", "host", "site", "nowhere"];

export interface AskedAddresses {
  readonly device?: string;
  /** Only addresses that reach this far. */
  readonly scope?: string;
  /** Only IPv4 addresses of this name, and devices that have some. */
  readonly label?: string;
  /** As `label`, for addresses that lie in here; the link is not told of. */
  readonly within?: Subnet;
}

/** Reads the words of busybox' `ip`; a sentence for what it does not understand. */
export function readAsked(words: readonly string[]): AskedAddresses | string {
  const asked: { -readonly [Key in keyof AskedAddresses]: AskedAddresses[Key] } = {};
  const [verb = ""] = words;
  const rest = (verb !== "" && "show".startsWith(verb)) || (verb.length > 0 && "list".startsWith(verb)) ? words.slice(1) : words;
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] as string;
    if (word === "up") continue;
    if (word === "dev") asked.device = rest[++at] ?? "";
    else if (word === "label") asked.label = rest[++at] ?? "";
    else if (word === "scope") {
      const scope = rest[++at] ?? "";
      if (!scopes.includes(scope)) return `invalid argument '${scope}' to 'scope'`;
      asked.scope = scope;
    } else if (word === "to") {
      const text = rest[++at] ?? "";
      const subnet = parseCidr(text.includes("/") ? text : `${text}/32`)?.subnet;
      if (!subnet) return `an inet prefix is expected rather than "${text}"`;
      asked.within = subnet;
    } else asked.device = word;
  }
  return asked;
}

/** Whether one IPv4 address of a device is among those asked for by name or network. */
export function isAsked({ label, within }: AskedAddresses, device: string, address: number): boolean {
  return (label === undefined || label === device) && (within === undefined || contains(within, address));
}
