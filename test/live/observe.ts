/** What a build was seen to do, in a form in which both sides can be held against each other. */
import { stripVTControlCharacters } from "node:util";
import type { DirectoryNode, Node } from "../../src/engine/filesystem/node.ts";
import { allBytes } from "../../src/engine/filesystem/content.ts";
import { sha256Hex } from "../../src/engine/filesystem/digest.ts";
import { walk } from "../../src/engine/filesystem/walk.ts";
import { stepsOf } from "./plain-progress.ts";

export interface Observation {
  readonly exitCode: number;
  /** `CACHED [2/5] RUN x`, sorted. */
  readonly verdicts: readonly string[];
  /** The last lines that begin with `ERROR: `, and the excerpt above them. */
  readonly error: readonly string[];
  readonly warnings: readonly string[];
  /** What the lab says in its own name when there is something it cannot do. */
  readonly refusal?: string;
  /** What the build's options had it write, `/path: what` (`written.ts`); absent when they ask for nothing. */
  readonly written?: readonly string[];
  /** Absent when the build failed, or when no image has the name. */
  readonly image?: ObservedImage;
}

export interface ObservedImage {
  /** `Config` of `docker image inspect`, one line a setting. */
  readonly config: readonly string[];
  /** Rows above the base image's, newest first: `created by|size|comment`. */
  readonly history: readonly string[];
  /** What differs from the base image: path to kind, mode, owner and content. */
  readonly files: ReadonlyMap<string, string>;
}

/** The image as `docker` tells of it, whichever side it is on. */
export const look = (tag: string): string =>
  `docker image inspect --format '{{json .Config}}' ${tag} && docker history --no-trunc --human=false --format '{{json .CreatedBy}}|{{.Size}}|{{.Comment}}' ${tag}`;

export function observe(exitCode: number, stderr: string): Observation {
  const refusal = exitCode === 0 ? undefined : /^drydock: (?!the lab itself).*/m.exec(stderr)?.[0];
  return {
    exitCode,
    ...(refusal !== undefined && { refusal }),
    verdicts: stepsOf(stderr).map(([step, verdict]) => `${verdict} ${step}`),
    error: exitCode === 0 ? [] : errorOf(stderr),
    warnings: stripVTControlCharacters(stderr)
      .split("\n")
      .filter((line) => /^ - \w+: .* \(line \d+\)$/.test(line))
      .sort(),
  };
}

/** From the Dockerfile's excerpt to the end; names of snapshots and the host's path of a layer left out. */
function errorOf(stderr: string): string[] {
  const lines = stderr.trimEnd().split("\n");
  const error = lines.findLastIndex((line) => line.startsWith("ERROR: "));
  const excerpt = lines.findIndex((line) => /^\S.*:\d+$/.test(line) && lines[lines.indexOf(line) + 1] === "--------------------");
  return lines.slice(excerpt >= 0 ? Math.min(excerpt, error) : Math.max(0, error)).map((line) =>
    line
      .replace(/ref \S+::\S+: "[^"]*"/, "ref <ref>")
      .replace(/\/\S+\/tmp\/buildkit-mount\d+(?=\/)/, "")
      .replace(/\/\S+\/(overlay2\/\w+\/merged|executor\/\w+\/rootfs)(?=\/)/, ""),
  );
}

export function configLines(json: string): string[] {
  const config = JSON.parse(json) as Record<string, unknown>;
  return Object.entries(config).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
}

/** The base image's own rows are at the end, in images that stand on it. */
export function aboveBase(history: readonly string[]): { readonly rows: readonly string[]; readonly onBase: boolean } {
  const group = history.findIndex((row) => row.startsWith('"RUN') && row.includes("> /etc/group # buildkit"));
  // WORKDIR and CMD stand above the row that gives the base away.
  return { rows: group < 0 ? history : history.slice(0, group - 2), onBase: group >= 0 };
}

/** Files of `image` that `base` has not or has otherwise, and those of `base` that are gone. Times are left out. */
export function changedFiles(base: DirectoryNode | undefined, image: DirectoryNode): Map<string, string> {
  const before = new Map([...(base ? walk(base) : [])].map(({ path, node }) => [path, node]));
  const changed = new Map<string, string>();
  for (const { path, node } of walk(image)) {
    const old = before.get(path);
    before.delete(path);
    if (old === node) continue;
    const now = told(node);
    if (!old || told(old) !== now) changed.set(path, now);
  }
  for (const path of before.keys()) changed.set(path, "gone");
  return changed;
}

/** A node in a line: kind, mode, owner and content. */
export function told(node: Node, owner = `${node.uid}:${node.gid}`): string {
  if (node.kind === "symlink") return `link ${owner} -> ${node.target}`;
  const meta = `${node.kind === "directory" ? "folder" : "file"} ${node.mode.toString(8).padStart(4, "0")} ${owner}`;
  return node.kind === "directory" ? meta : `${meta} ${contentOf(allBytes(node.content))}`;
}

/** A step may have listed names: the real engine's busybox prints each byte beyond ASCII as a question mark, the lab's prints it. */
function contentOf(printed: Uint8Array): string {
  const bytes = printed.map((byte) => (byte < 0x80 ? byte : 0x3f));
  return bytes.length <= 200 ? JSON.stringify(new TextDecoder().decode(bytes)) : `${bytes.length} bytes ${sha256Hex(bytes).slice(0, 12)}`;
}

/** Everything that is not the same, a line each: `docker:  …` and `drydock: …` under the name of what it is about. */
export interface Difference {
  readonly about: "exit code" | "verdicts" | "error" | "warnings" | "config" | "history" | "files" | "written";
  readonly docker: readonly string[];
  readonly drydock: readonly string[];
}

export function differences(docker: Observation, drydock: Observation): Difference[] {
  const found: Difference[] = [];
  const hold = (about: Difference["about"], theirs: readonly string[], ours: readonly string[]): void => {
    if (JSON.stringify(theirs) === JSON.stringify(ours)) return;
    const onlyTheirs = theirs.filter((line) => !ours.includes(line));
    const onlyOurs = ours.filter((line) => !theirs.includes(line));
    const same = onlyTheirs.length === 0 && onlyOurs.length === 0;
    found.push({ about, docker: same ? theirs : onlyTheirs, drydock: same ? ours : onlyOurs });
  };
  if (docker.exitCode !== drydock.exitCode)
    hold("exit code", [`${docker.exitCode}`, ...docker.error], [`${drydock.exitCode}`, ...drydock.error]);
  else if (docker.exitCode !== 0) hold("error", docker.error, drydock.error);
  // Of a build that fails, which steps beside the mistake were still finished is a race.
  else hold("verdicts", docker.verdicts, drydock.verdicts);
  hold("warnings", docker.warnings, drydock.warnings);
  hold("written", docker.written ?? [], drydock.written ?? []);
  const [theirs, ours] = [docker.image, drydock.image];
  if (!theirs || !ours) return found;
  hold("config", theirs.config, ours.config);
  hold("history", theirs.history, ours.history);
  const files = (all: ReadonlyMap<string, string>): string[] => [...all].map(([path, what]) => `/${path}: ${what}`).sort();
  hold("files", files(theirs.files), files(ours.files));
  return found;
}
