import { parseIpv4 } from "../../kernel/network/address.ts";
import { type DnsAnswer, query, type RecordType, resolverConfig, reverseName } from "../../kernel/network/names.ts";
import type { Applet } from "../coreutils/applet.ts";
import { addressOf, stackOf } from "./calls.ts";
import { readOptions, showUsage } from "./usage.ts";

const usage =
  "nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]\n\nQuery DNS about HOST\n\nQUERY_TYPE: soa,ns,a,aaaa,cname,mx,txt,ptr,srv,any";

/** Busybox's nslookup: asks one name server itself, without `/etc/hosts` and without the search list. */
export const nslookup: Applet = (process, args, tool) => {
  const words: string[] = [];
  let types: RecordType[] = [];
  const rest: string[] = [];
  for (const word of args) {
    const type = /^-(?:type|querytype)=(.*)$/i.exec(word)?.[1]?.toUpperCase();
    if (type === "A" || type === "AAAA" || type === "PTR") types.push(type);
    else if (type !== undefined) return tool.fail(`invalid query type "${type.toLowerCase()}"`);
    else if (word === "-debug") continue;
    else if (word.startsWith("-") && word.length > 1) rest.push(word);
    else words.push(word);
  }
  const options = readOptions(process, tool, rest, { short: "" }, usage);
  if (typeof options === "number") return options;
  const [name, chosen] = words;
  if (name === undefined) return showUsage(process, usage);
  let server = chosen ?? (resolverConfig(process.fs).nameservers[0] as string);
  if (chosen !== undefined && parseIpv4(chosen) === undefined) {
    const address = addressOf(process, chosen);
    if (typeof address === "string") return tool.fail(`can't connect to remote host (${chosen}): Name does not resolve`);
    server = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".");
  }
  const number = parseIpv4(server);
  const inContainer = process.machine.network.bridges.size > 0;
  if (inContainer && number !== undefined && !stackOf(process).owns(number) && !stackOf(process).route(number))
    return tool.fail(`can't connect to remote host (${server}): Network is unreachable`);
  const reversed = reverseName(name);
  // The answer about addresses of the sixth version comes first: Docker's server has nothing to look up for it.
  if (types.length === 0) types = reversed ? ["PTR"] : ["AAAA", "A"];
  const asked = reversed && types.includes("PTR") ? reversed : name;
  const answers = types.map((type): [RecordType, DnsAnswer | undefined] => [
    type,
    process.network === "none" ? undefined : query(process.machine.network, stackOf(process), server, asked, type),
  ]);
  if (answers.every(([, answer]) => !answer)) {
    process.stdout(";; connection timed out; no servers could be reached\n\n");
    return 1;
  }
  process.stdout(`Server:\t\t${server}\nAddress:\t${server}:53\n\n`);
  let failed = false;
  for (const [type, answer] of answers) {
    if (!answer) continue;
    if (answer.status !== "NOERROR") {
      process.stdout(`** server can't find ${asked}: ${answer.status}\n\n`);
      failed = true;
      continue;
    }
    const lines = answer.answers.map((value) =>
      type === "PTR" ? `${asked}\tname = ${value}\n` : `Name:\t${asked.replace(/\.$/, "")}\nAddress: ${value}\n`,
    );
    process.stdout(`Non-authoritative answer:\n${lines.join("")}\n`);
  }
  return failed ? 1 : 0;
};
