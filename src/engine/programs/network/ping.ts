import { formatIpv4, isIpv6 } from "../../kernel/network/address.ts";
import { formatIpv6 } from "../../kernel/network/ipv6.ts";
import type { Applet, Tool } from "../coreutils/applet.ts";
import type { Process } from "../program.ts";
import { address6Of, addressOf, callerOf, sayOffline, stackOf } from "./calls.ts";
import { readOptions, showUsage } from "./usage.ts";

const usage = `ping [OPTIONS] HOST

Send ICMP ECHO_REQUESTs to HOST

	-4,-6		Force IP or IPv6 name resolution
	-c CNT		Send only CNT pings
	-s SIZE		Send SIZE data bytes in packets (default 56)
	-i SECS		Interval
	-A		Ping as soon as reply is received
	-t TTL		Set TTL
	-I IFACE/IP	Source interface or IP address
	-W SEC		Seconds to wait for the first response (default 10)
			(after all -c CNT packets are sent)
	-w SEC		Seconds until ping exits (default:infinite)
			(can exit earlier with -c CNT)
	-q		Quiet, only display output at start/finish
	-p HEXBYTE	Payload pattern`;

/** Busybox's ping, and that of iputils. Without a count it goes on until it is interrupted. */
export const ping: Applet = async (process, args, tool) => {
  const options = readOptions(process, tool, args, { short: tool.gnu ? "46c:s:i:t:I:W:w:qp:nAfbDOR" : "46c:s:i:At:I:W:w:qp:" }, usage);
  if (typeof options === "number") return tool.gnu && options === 1 ? 2 : options;
  const host = options.operands.at(-1);
  if (host === undefined) return tool.gnu ? tool.fail("usage error: Destination address required") : showUsage(process, usage);
  const isSix = options.has("6") || tool.name === "ping6" || isIpv6(host);
  const address = isSix ? address6Of(process, host) : addressOf(process, host);
  if (typeof address === "string") {
    tool.fail(
      tool.gnu
        ? `${host}: ${address === "unknown" ? "Name or service not known" : "Temporary failure in name resolution"}`
        : `bad address '${host}'`,
    );
    sayOffline(process, host);
    return tool.gnu ? 2 : 1;
  }
  const number = (name: string, otherwise: number): number => Number(options.value(name) ?? otherwise);
  const run = new Pinging(process, tool, host, address, number("s", 56), options.has("q"));
  if (run.reach() === "unreachable") {
    if (tool.gnu) return tool.fail("connect: Network is unreachable", 2);
    run.begin();
    return tool.fail("sendto: Network is unreachable");
  }
  // iputils needs no raw socket where the group range of the kernel lets everyone ping, as it does in a container.
  if (!tool.gnu && !process.task.credentials.effective.has("NET_RAW")) {
    run.begin();
    return tool.fail("permission denied (are you root?)");
  }
  return run.go(
    number("c", Number.POSITIVE_INFINITY),
    number("i", 1) * 1000,
    number("W", 10) * 1000,
    number("w", Number.POSITIVE_INFINITY) * 1000,
  );
};

class Pinging {
  readonly #process: Process;
  readonly #gnu: boolean;
  readonly #host: string;
  /** A number is of the fourth version, a `bigint` of the sixth. */
  readonly #address: number | bigint;
  readonly #shown: string;
  readonly #size: number;
  readonly #quiet: boolean;
  readonly #times: number[] = [];
  #sent = 0;
  #stopped = false;
  readonly #wake = new AbortController();

  constructor(process: Process, tool: Tool, host: string, address: number | bigint, size: number, quiet: boolean) {
    this.#process = process;
    this.#gnu = tool.gnu;
    this.#host = host;
    this.#address = address;
    this.#shown = typeof address === "bigint" ? formatIpv6(address) : formatIpv4(address);
    this.#size = size;
    this.#quiet = quiet;
  }

  reach(): "reply" | "lost" | "unreachable" {
    const { network } = this.#process.machine;
    const stack = stackOf(this.#process);
    if (typeof this.#address === "bigint") return network.ping6(stack, this.#address);
    return network.ping(stack, this.#address, callerOf(this.#process));
  }

  begin(): void {
    const size = this.#gnu
      ? `${this.#size}${typeof this.#address === "bigint" ? "" : `(${this.#size + 28})`} ${typeof this.#address === "bigint" ? "data bytes" : "bytes of data."}`
      : `${this.#size} data bytes`;
    this.#process.stdout(`PING ${this.#host} (${this.#shown})${this.#gnu ? " " : ": "}${size}\n`);
  }

  async go(count: number, interval: number, wait: number, deadline: number): Promise<number> {
    const started = this.#process.clock.now();
    this.#process.onSignal("INT", () => {
      this.#stopped = true;
      this.#wake.abort(new Error("interrupted"));
    });
    this.begin();
    while (this.#sent < count && !this.#stopped) {
      this.#send();
      const last = this.#sent >= count;
      if (last && this.#times.length === this.#sent) break;
      const left = started + deadline - this.#process.clock.now();
      await this.#pause(Math.min(last ? wait : interval, left));
      if (this.#process.clock.now() - started >= deadline) break;
    }
    this.#summary(this.#process.clock.now() - started);
    return this.#times.length > 0 ? 0 : 1;
  }

  async #pause(ms: number): Promise<void> {
    const { clock, signal } = this.#process;
    try {
      await clock.sleep(Math.max(0, ms), AbortSignal.any([signal, this.#wake.signal]));
    } catch (error) {
      if (!this.#stopped) throw error;
    }
  }

  #send(): void {
    const number = this.#sent++;
    if (this.reach() !== "reply") return;
    // A bridge takes a tenth of a millisecond.
    const time = (number === 0 ? 76 : 74 + ((number * 7) % 23)) / 1000;
    this.#times.push(time);
    if (this.#quiet) return;
    const from = `${this.#size + 8} bytes from ${this.#gnu && this.#host !== this.#shown ? `${this.#host} (${this.#shown})` : this.#shown}`;
    this.#process.stdout(`${from}: ${this.#gnu ? `icmp_seq=${number + 1}` : `seq=${number}`} ttl=64 time=${time.toFixed(3)} ms\n`);
  }

  #summary(took: number): void {
    const received = this.#times.length;
    const lost = this.#sent === 0 ? 0 : Math.floor(((this.#sent - received) * 100) / this.#sent);
    const mean = this.#times.reduce((sum, time) => sum + time, 0) / Math.max(1, received);
    const [least, most] = [Math.min(...this.#times), Math.max(...this.#times)];
    const figures = [least, mean, most];
    const { stdout } = this.#process;
    stdout(`\n--- ${this.#host} ping statistics ---\n`);
    if (this.#gnu) {
      stdout(`${this.#sent} packets transmitted, ${received} received, ${lost}% packet loss, time ${Math.round(took)}ms\n`);
      if (received === 0) {
        stdout("\n");
        return;
      }
      const deviation = Math.sqrt(this.#times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / received);
      stdout(`rtt min/avg/max/mdev = ${[...figures, deviation].map((figure) => figure.toFixed(3)).join("/")} ms\n`);
      return;
    }
    stdout(`${this.#sent} packets transmitted, ${received} packets received, ${lost}% packet loss\n`);
    if (received > 0) stdout(`round-trip min/avg/max = ${figures.map((figure) => figure.toFixed(3)).join("/")} ms\n`);
  }
}
