/** Tools that reach the network: a container's, or none, where each fails as it does on a machine that is offline. */
import { nslookup } from "../network/nslookup.ts";
import { ping } from "../network/ping.ts";
import type { Process } from "../program.ts";
import type { Applets, Tool } from "./applet.ts";

/** Whoever reads the real words should know that it is not their network that is down. */
function sayOffline(process: Process, host: string): void {
  process.stderr(
    `drydock: there is no internet in the lab, so ${host} can't be reached; apt, apk, pip, npm and go have registries of the lab's own.\n`,
  );
}

/** A RUN step and the learner's own machine have no network but what the lab's registries answer; containers have theirs. */
function isOffline({ task, machine }: Process): boolean {
  return task.namespaces.net === machine.initial.net;
}

function hostOf(words: readonly string[]): string {
  const url = words.find((word) => !word.startsWith("-") && /[./:]/.test(word)) ?? words.find((word) => !word.startsWith("-")) ?? "";
  return (
    url
      .replace(/^[a-z]+:\/\//i, "")
      .replace(/^[^@/]*@/, "")
      .split(/[/:?#]/)[0] ?? ""
  );
}

function isLocal(host: string): boolean {
  return host === "localhost" || host === "127.0.0.1" || host === "::1" || host === "0.0.0.0";
}

function curl(process: Process, args: readonly string[], tool: Tool): number {
  if (args.includes("--version") || args.includes("-V")) {
    process.stdout("curl 8.14.1 (x86_64-pc-linux-gnu) libcurl/8.14.1\n");
    return 0;
  }
  const withValue = new Set([
    "-o",
    "-H",
    "-X",
    "-d",
    "-u",
    "-A",
    "-e",
    "-m",
    "--output",
    "--header",
    "--request",
    "--data",
    "--user",
    "--retry",
    "--max-time",
    "--connect-timeout",
  ]);
  const operands = args.filter((word, index) => !word.startsWith("-") && !withValue.has(args[index - 1] ?? ""));
  if (operands.length === 0) {
    process.stderr("curl: try 'curl --help' or 'curl --manual' for more information\n");
    return 2;
  }
  const host = hostOf(operands);
  const silent = args.some((word) => /^-[a-zA-Z]*s/.test(word)) || args.includes("--silent");
  const shows = !silent || args.some((word) => /^-[a-zA-Z]*S/.test(word)) || args.includes("--show-error");
  if (isLocal(host)) {
    const port = /:(\d+)/.exec(operands[0]?.replace(/^[a-z]+:\/\//i, "") ?? "")?.[1] ?? (operands[0]?.startsWith("https") ? "443" : "80");
    if (shows) tool.fail(`(7) Failed to connect to ${host} port ${port} after 0 ms: Could not connect to server`);
    return 7;
  }
  if (shows) tool.fail(`(6) Could not resolve host: ${host}`);
  sayOffline(process, host);
  return 6;
}

function wget(process: Process, args: readonly string[], tool: Tool): number {
  const withValue = new Set(["-O", "-o", "-P", "-T", "-t", "-U", "--header", "--output-document"]);
  const operands = args.filter((word, index) => !word.startsWith("-") && !withValue.has(args[index - 1] ?? ""));
  const [url] = operands;
  if (url === undefined) {
    process.stderr(
      tool.gnu ? "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n" : "wget: missing URL\n",
    );
    return 1;
  }
  const host = hostOf(operands);
  if (!tool.gnu) {
    if (isLocal(host)) return tool.fail(`can't connect to remote host (127.0.0.1): Connection refused`);
    tool.fail(`bad address '${host}'`);
    sayOffline(process, host);
    return 1;
  }
  const full = /^[a-z]+:\/\//i.test(url) ? url : `http://${url}`;
  const quiet = args.some((word) => /^-[a-zA-Z]*q/.test(word)) || args.includes("--quiet");
  if (!quiet) {
    process.stderr(
      `--${new Date(process.clock.now()).toISOString().slice(0, 19).replace("T", " ")}--  ${full}\nResolving ${host} (${host})... failed: Temporary failure in name resolution.\nwget: unable to resolve host address ‘${host}’\n`,
    );
  }
  sayOffline(process, host);
  return 4;
}

export const networkApplets: Applets = {
  curl,
  wget,
  ping: (process, args, tool) => {
    if (!isOffline(process)) return ping(process, args, tool);
    const host = args.filter((word, index) => !word.startsWith("-") && !/^-[ciWws]$/.test(args[index - 1] ?? "")).at(-1) ?? "";
    if (host === "") return tool.fail(tool.gnu ? "usage error: Destination address required" : "missing operand");
    if (/^[\d.]+$/.test(host))
      return tool.fail(tool.gnu ? "connect: Network is unreachable" : "sendto: Network is unreachable", tool.gnu ? 2 : 1);
    tool.fail(tool.gnu ? `${host}: Temporary failure in name resolution` : `bad address '${host}'`);
    sayOffline(process, host);
    return tool.gnu ? 2 : 1;
  },
  nslookup: (process, args, tool) => {
    if (!isOffline(process)) return nslookup(process, args, tool);
    process.stdout(`;; connection timed out; no servers could be reached\n\n`);
    return args.length > 0 ? 1 : 0;
  },
  nc: (_process, args, tool) => tool.fail(`bad address '${args.find((word) => !word.startsWith("-")) ?? ""}'`),
};
