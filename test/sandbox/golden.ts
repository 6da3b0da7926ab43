/**
 * The recorded scripts through the lab's own client on a real engine, behind the gateway. `node test/sandbox/golden.ts [NAME…]`
 * prints what differs; the reasons are in `differs.ts`.
 */
import { readFileSync } from "node:fs";
import { runLine } from "../../src/headless/run-lines.ts";
import { directory, fromPaths } from "../../src/engine/filesystem/build.ts";
import { type Answer, masked as maskedOfBuilds } from "../client/transcript.ts";
import { masked as maskedOfRuns } from "../client/run/replay.ts";
import type { Gateway } from "../../src/sandbox/gateway/gateway.ts";
import { reasons } from "./differs.ts";
import { openGateway, openLab } from "./lab.ts";

export const scripts = ["run-basics", "compose-stack", "build-basics"] as const;

export interface Difference {
  /** Which line of the script, from 0. */
  readonly at: number;
  readonly line: string;
  readonly recorded: object;
  readonly got: object;
  readonly reason?: string;
}

export interface GoldenReport {
  readonly lines: number;
  readonly equal: number;
  readonly differences: readonly Difference[];
}

interface Golden {
  readonly files?: Readonly<Record<string, string>>;
  readonly transcript: readonly Answer[];
}

const owner = { uid: 1000, gid: 1000 };

/**
 * Runs a script, and where a line differs without a reason, once more in a session of its own: what the second run answers as
 * the real client did is chance (which of two requests the daemon ends first), what differs again is ours.
 */
export async function compareGolden(name: (typeof scripts)[number], gateway: Gateway): Promise<GoldenReport> {
  const first = await runGolden(name, gateway);
  if (first.differences.every(({ reason }) => reason)) return first;
  const again = new Set((await runGolden(name, gateway)).differences.map(({ at }) => at));
  const differences = first.differences.filter(({ at, reason }) => reason || again.has(at));
  return { ...first, equal: first.lines - differences.length, differences };
}

async function runGolden(name: (typeof scripts)[number], gateway: Gateway): Promise<GoldenReport> {
  const { files = {}, transcript } = JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), "utf8")) as Golden;
  const known = reasons[name] ?? {};
  // Things and names of sessions before would be in the way, and what they have built would be found in the cache.
  for (const before of [...gateway.sessions.all()]) await gateway.sessions.end(before);
  await gateway.upstream.json("POST", "/build/prune?all=1");
  const { session, connection } = await openLab(gateway, Object.keys(files).length > 0 ? fromPaths(files, owner) : directory({}, owner));
  const differences: Difference[] = [];
  try {
    for (const [at, recorded] of transcript.entries()) {
      const got = await runLine(session, recorded.line);
      const [left, right] = [shown(name, recorded, "28.4"), shown(name, got, "28.5")];
      if (JSON.stringify(left) === JSON.stringify(right)) continue;
      const reason = Object.entries(known).find(([part]) => recorded.line.includes(part))?.[1];
      differences.push({ at, line: recorded.line, recorded: left, got: right, ...(reason !== undefined && { reason }) });
    }
  } finally {
    connection.close();
  }
  return { lines: transcript.length, equal: transcript.length - differences.length, differences };
}

function shown(name: string, answer: Answer, engine: string): object {
  if (name === "build-basics") return streamsUnmixed(withoutEarlyWarnings(maskedOfBuilds(answer)));
  const told = maskedOfRuns({ ...answer, stdout: unstable(answer.stdout), stderr: unstable(answer.stderr) }, { engine, transcript: [] });
  // What Compose does side by side it also tells in any order.
  if (name !== "compose-stack") return told;
  const sorted = (text: string): string => text.split("\n").toSorted().join("\n");
  return { ...told, stdout: sorted(told.stdout), stderr: sorted(told.stderr) };
}

/** A warning stands beside its step too when it comes before that has ended, which is chance; the list at the end has it anyway. */
function withoutEarlyWarnings<Told extends { readonly stderr: string }>(told: Told): Told {
  return { ...told, stderr: told.stderr.replace(/\n(?:\n# WARN: [^\n]*?)+(?=# DONE)/g, "\n") };
}

/**
 * A step's two streams are two pipes, and a line of the one may fall into the middle of a line of the other, as busybox writes
 * `/bin/sh: ` and the rest of its complaint separately. So of what a step has printed the words are compared, in any order.
 */
function streamsUnmixed<Told extends { readonly stderr: string }>(told: Told): Told {
  const words = (lines: string): string =>
    `${lines
      .replaceAll(/^(?:# )?T /gm, "")
      .split(/\s+/)
      .filter(Boolean)
      .toSorted()
      .join(" ")}\n`;
  return { ...told, stderr: told.stderr.replace(/(?:^(?:# )?T .*(?:\n|$))+/gm, words) };
}

/**
 * What is the machine's and the moment's: where the engine keeps its files, who answers first, the number of a process, how long a
 * step took, and whether BuildKit has unpacked a base image before, which makes its FROM `CACHED` instead of `DONE`.
 */
function unstable(text: string): string {
  return text
    .replace(/^(#\d+) \[.*\bFROM .*\n(?:\1 .*\n)*?\1 (?:CACHED|DONE \d+\.\d+s)$/gm, (block) =>
      block.replace(/(?:CACHED|DONE \d+\.\d+s)$/, "BASE"),
    )
    .replace(/^(#\d+ .*\b)\d+\.\d+s\b/gm, "$1TIME")
    .replace(/: unknown(?=$|\r?\n|: Are you)/gm, "")
    .replace(/(\/[\w.-]+)+(?=\/overlay2\/)/g, "/var/lib/docker")
    .replace(/"Labels":"([^"]*)"/g, (_, labels: string) => `"Labels":"${labels.split(",").toSorted().join(",")}"`)
    .replace(/^(\w+ +\d+ +\w+ +)\d+ +\d+ +\d+ +\d+:\d+/gm, "$1PROCESS")
    .replace(/ExtServers: \[host\(.*\)\]/, "ExtServers: [host]")
    .replace(/^ +\d+( root +ps)$/gm, "PID$1")
    .replace(
      /(Non-authoritative answer:\n)(Name:.*\nAddress: .*\n)?\n(Non-authoritative answer:\n)(Name:.*\nAddress: .*\n)?/,
      (_, a, b = "", c, d = "") => a + c + b + d,
    );
}

if (import.meta.main) {
  const gateway = await openGateway();
  const asked = process.argv.slice(2);
  try {
    for (const name of scripts.filter((each) => asked.length === 0 || asked.includes(each))) {
      const { lines, equal, differences } = await compareGolden(name, gateway);
      for (const { line, recorded, got, reason } of differences) {
        console.log(`\n$ ${line}${reason ? `   (${reason})` : ""}`);
        if (!reason || process.env.ALL) console.log(`- ${JSON.stringify(recorded)}\n+ ${JSON.stringify(got)}`);
      }
      console.log(`\n${name}: ${equal} of ${lines} lines answer as the real client did (${((100 * equal) / lines).toFixed(1)} %)`);
    }
  } finally {
    await gateway.close();
  }
  process.exit(0);
}
