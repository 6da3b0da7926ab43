/** What a real engine said to the cases against what the lab says, without what differs from machine to machine. */
import { readFileSync } from "node:fs";
import { virtualStart } from "../../../src/engine/clocks.ts";
import { fromPaths } from "../../../src/engine/filesystem/build.ts";
import { createLab } from "../../../src/headless/lab.ts";
import { runLine } from "../../../src/headless/run-lines.ts";
import { ownedBy } from "../../../src/headless/workspace.ts";
import { maskedBuild } from "../transcript.ts";
import { commands, readCases, type Case, type Recorded } from "./cases.ts";

export interface Compared {
  readonly name: string;
  readonly docker: readonly string[];
  readonly lab: readonly string[];
}

export interface Pair {
  readonly one: Case;
  readonly recorded: Recorded;
}

/** The cases of `<name>.txt` that were recorded. Throws for one that was not: `record.ts` is to be run again. */
export function recordedCases(name: string): Pair[] {
  const recorded = JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8")) as Recorded[];
  const byName = new Map(recorded.map((answer) => [answer.name, answer]));
  return readCases(new URL(`${name}.txt`, import.meta.url)).map((one) => {
    const answer = byName.get(one.name);
    if (!answer) throw new Error(`${one.name} was not recorded`);
    return { one, recorded: answer };
  });
}

/** Gives a case to a fresh lab. */
export async function compare({ one, recorded }: Pair): Promise<Compared> {
  const session = createLab(fromPaths(one.files, ownedBy(virtualStart)));
  const lab: string[] = [];
  for (const line of commands(one, "image").slice(0, recorded.answers.length)) lab.push(masked(await runLine(session, line)));
  return { name: one.name, docker: recorded.answers.map(masked), lab };
}

function masked({ exitCode, stdout, stderr }: Recorded["answers"][number]): string {
  const build = registryless(stderr)
    .replace(/(naming to docker.io\/library\/)\S+/g, "$1IMAGE")
    .replace("failed to run Build function", "failed to solve");
  return `exit ${exitCode}\n${baseless(stdout)}\n${maskedBuild(withoutRaces(withoutAsides(build)))}`;
}

/** What the lab says in its own name. */
function withoutAsides(text: string): string {
  return text.replace(/^(?:#\d+ )?(?:\d+\.\d+ )?drydock: .*\n?/gm, "").replace(/\n\n$/, "\n");
}

/** Whether a line was printed before its block ended, and what other recordings had left in the cache. */
function withoutRaces(text: string): string {
  return text
    .replace(/^#\d+ transferring \w+:\n/gm, "")
    .replace(/^#\d+ WARN: .*\n/gm, "")
    .replace(/^(#\d+) (CACHED|CANCELED)$/gm, "$1 DONE 0.0s");
}

/** The recording machine had no network: its registry could not say "not found". */
function registryless(text: string): string {
  return text
    .replace(
      /failed to do request: Head "https:\/\/registry-1\.docker\.io\/v2\/([^"]*)\/manifests\/([^"]*)": dial tcp:.*?no such host/g,
      "docker.io/$1:$2: not found",
    )
    .replace(/failed to do request: Head "[^"]*": dial tcp.*?(?=$| \()/gm, "CANNOT REACH");
}

/** The base image's own rows and settings are others there. */
function baseless(stdout: string): string {
  return stdout
    .split("\n")
    .filter((row) => (!row.includes("|") || row.endsWith("|buildkit.dockerfile.v0")) && !row.includes("alpine-minirootfs"))
    .map((row) => row.replace(/^EXPOSE .*\|/, "EXPOSE|").replace(/^HEALTHCHECK .*\|/, "HEALTHCHECK|"))
    .join("\n")
    .replace(/CMD \["\/bin\/sh"\]\|buildkit.dockerfile.v0\n$/, "")
    .replace(/,"WorkingDir":"\/"/, "")
    .replace('"Cmd":["/bin/sh"]', '"Cmd":["sh"]');
}
