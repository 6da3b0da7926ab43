/** pg_hba.conf: who may connect from where, and how they show who they are. */
import { parseIpv4 } from "../../../kernel/network/address.ts";

export interface Rule {
  /** Its place in the file, from 1. */
  readonly line: number;
  /** As it is written, for the log. */
  readonly text: string;
  readonly type: string;
  readonly databases: readonly string[];
  readonly users: readonly string[];
  readonly address: string;
  readonly mask: string | undefined;
  readonly method: string;
}

export interface Asker {
  readonly database: string;
  readonly user: string;
  /** IPv4; `undefined` over the socket of the machine itself. */
  readonly address: number | undefined;
}

/** Reads the file; what is no rule is left out. */
export function parseAccess(text: string): Rule[] {
  return text.split("\n").flatMap((whole, index) => {
    const words = whole.replace(/#.*/, "").trim().split(/\s+/);
    if (words.length < 4) return [];
    const [type = "", databases = "", users = "", ...rest] = words;
    const remote = type !== "local";
    const address = remote ? (rest.shift() ?? "") : "";
    const mask = remote && /^\d+\.\d+\.\d+\.\d+$/.test(rest[0] ?? "") ? rest.shift() : undefined;
    const method = rest[0] ?? "";
    const list = (names: string): string[] => names.split(",").map((name) => name.replace(/^"(.*)"$/, "$1"));
    return [{ line: index + 1, text: words.join(" "), type, databases: list(databases), users: list(users), address, mask, method }];
  });
}

/** The first rule that speaks of whoever asks. */
export function ruleFor(rules: readonly Rule[], asker: Asker): Rule | undefined {
  return rules.find((rule) => {
    if ((rule.type === "local") !== (asker.address === undefined) || rule.type === "hostssl") return false;
    if (!rule.databases.some((name) => name === "all" || name === asker.database || (name === "sameuser" && asker.user === asker.database)))
      return false;
    if (!rule.users.some((name) => name === "all" || name === asker.user)) return false;
    return asker.address === undefined || covers(rule, asker.address);
  });
}

function covers({ address, mask }: Rule, asker: number): boolean {
  if (address === "all" || address === "samenet") return true;
  const [network = "", length] = address.split("/");
  const first = parseIpv4(network);
  if (first === undefined) return false;
  const bits = mask === undefined ? prefixMask(Number(length ?? 32)) : (parseIpv4(mask) ?? 0);
  return ((first ^ asker) & bits) === 0;
}

function prefixMask(length: number): number {
  return length === 0 ? 0 : -1 << (32 - length);
}
