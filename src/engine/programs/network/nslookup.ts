/** `nslookup`, as busybox has it: both kinds of addresses are asked for, at the first server of resolv.conf. */
import { isIp, parseIpv4 } from "../../kernel/network/address.ts";
import { type DnsAnswer, query, resolverConfig, reverseName } from "../../kernel/network/names.ts";
import type { Applet } from "../coreutils/applet.ts";

export const nslookup: Applet = (process, args, tool) => {
  const [name, given] = args.filter((word) => !word.startsWith("-"));
  if (name === undefined) return tool.usage("missing operand");
  const { network } = process.machine;
  const { stack } = process.task.namespaces.net;
  const server = given ?? resolverConfig(process.fs).nameservers[0] ?? "127.0.0.1";
  const address = parseIpv4(server);
  if (address !== undefined && !stack.owns(address) && !stack.route(address)) {
    process.stderr(`nslookup: can't connect to remote host (${server}): Network is unreachable\n`);
    return 1;
  }
  const reverse = isIp(name) ? reverseName(name) : undefined;
  const answers = reverse
    ? [query(network, stack, server, reverse, "PTR")]
    : [query(network, stack, server, name, "AAAA"), query(network, stack, server, name, "A")];
  if (answers.some((answer) => !answer)) {
    process.stdout(";; connection timed out; no servers could be reached\n\n");
    return 1;
  }
  process.stdout(`Server:\t\t${server}\nAddress:\t${server}:53\n\n`);
  const failed = answers.map((answer) => tell(process, answer as DnsAnswer, name, reverse));
  return failed.some((failure) => failure) ? 1 : 0;
};

/** Prints one answer; true when it is a failure. */
function tell(process: Parameters<Applet>[0], { status, answers }: DnsAnswer, name: string, reverse: string | undefined): boolean {
  if (status !== "NOERROR") {
    process.stdout(`** server can't find ${reverse ?? name}: ${status}\n\n`);
    return true;
  }
  const lines = answers.map((answer) => (reverse ? `${reverse}\tname = ${answer}\n` : `Name:\t${name}\nAddress: ${answer}\n`));
  process.stdout(`Non-authoritative answer:\n${lines.join("")}\n`);
  return false;
}
