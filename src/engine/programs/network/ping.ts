/** `ping`: busybox's words and iputils'. */
import { formatIpv4, parseIpv4 } from "../../kernel/network/address.ts";
import { resolve } from "../../kernel/network/names.ts";
import type { Process } from "../program.ts";
import type { Applet } from "../coreutils/applet.ts";

/** One after the other, as on a quiet machine. */
const roundTrips = [0.076, 0.081, 0.069, 0.083, 0.078];

export const ping: Applet = async (process, args, tool) => {
  const { host, count, wait, interval } = readOptions(args);
  if (host === undefined) return tool.fail(tool.gnu ? "usage error: Destination address required" : "missing operand");
  const { network } = process.machine;
  const { stack } = process.task.namespaces.net;
  const found = resolve(network, stack, process.fs, host);
  if ("failure" in found) {
    const reason = found.failure === "unknown" ? "Name or service not known" : "Temporary failure in name resolution";
    return tool.gnu ? tool.fail(`${host}: ${reason}`, 2) : tool.fail(`bad address '${host}'`);
  }
  const shown = found.addresses[0] as string;
  const address = parseIpv4(shown) as number;
  process.stdout(`PING ${host} (${shown})${tool.gnu ? " 56(84) bytes of data." : ": 56 data bytes"}\n`);
  const times: number[] = [];
  let sent = 0;
  for (; sent < count; ) {
    const answer = network.ping(stack, address);
    if (answer === "unreachable")
      return tool.gnu ? tool.fail("connect: Network is unreachable", 2) : tool.fail("sendto: Network is unreachable");
    if (answer === "reply") {
      const time = roundTrips[sent % roundTrips.length] as number;
      times.push(time);
      process.stdout(
        `64 bytes from ${formatIpv4(address)}: ${tool.gnu ? "icmp_seq" : "seq"}=${tool.gnu ? sent + 1 : sent} ttl=64 time=${time.toFixed(3)} ms\n`,
      );
    }
    sent++;
    await process.drained();
    await process.clock.sleep(sent < count ? interval : answer === "reply" ? 0 : wait);
  }
  summary(process, host, sent, times, tool.gnu);
  return times.length > 0 ? 0 : 1;
};

function summary(process: Process, host: string, sent: number, times: readonly number[], gnu: boolean): void {
  const loss = Math.round((100 * (sent - times.length)) / Math.max(1, sent));
  process.stdout(`\n--- ${host} ping statistics ---\n`);
  const elapsed = gnu ? `, time ${Math.max(0, sent - 1) * 1000}ms` : "";
  process.stdout(`${sent} packets transmitted, ${times.length} ${gnu ? "received" : "packets received"}, ${loss}% packet loss${elapsed}\n`);
  if (times.length === 0) return;
  const average = times.reduce((sum, time) => sum + time, 0) / times.length;
  const [least, most] = [Math.min(...times), Math.max(...times)].map((time) => time.toFixed(3));
  process.stdout(
    gnu
      ? `rtt min/avg/max/mdev = ${least}/${average.toFixed(3)}/${most}/0.000 ms\n`
      : `round-trip min/avg/max = ${least}/${average.toFixed(3)}/${most} ms\n`,
  );
}

function readOptions(args: readonly string[]): { host: string | undefined; count: number; wait: number; interval: number } {
  const read = { host: undefined as string | undefined, count: Number.POSITIVE_INFINITY, wait: 10_000, interval: 1000 };
  for (let at = 0; at < args.length; at++) {
    const [, option, rest] = /^-([ciWwsIt])(.*)$/.exec(args[at] as string) ?? [];
    if (!option) {
      if (!(args[at] as string).startsWith("-")) read.host = args[at];
      continue;
    }
    const value = Number(rest || args[++at]);
    if (option === "c") read.count = value;
    else if (option === "W") read.wait = value * 1000;
    else if (option === "i") read.interval = value * 1000;
  }
  return read;
}
