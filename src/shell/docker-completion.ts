import { findCommand } from "../cli/commands/table.ts";
import type { FlagSpec } from "../cli/flags/flag.ts";
import type { Engine } from "../engine/api.ts";
import type { Candidate } from "./completion.ts";

export interface DockerCompletion {
  readonly candidates: readonly Candidate[];
  /** What files may stand here when there are no candidates. */
  readonly files: "any" | "directories" | "none";
}

/** Candidates for a word of a docker command line; `words` are those between `docker` and the cursor. */
export async function completeDocker(words: readonly string[], word: string, engine: Engine): Promise<DockerCompletion> {
  const { command, group, rest } = findCommand(words);
  const flags = (command ?? group)?.flags ?? [];
  if (word.startsWith("-")) {
    const candidates = flags
      .filter((flag) => !flag.hidden)
      .map((flag): Candidate => ({ text: `--${flag.name}`, kind: "flag", help: flag.help }));
    return { candidates: candidates.filter(({ text }) => text.startsWith(word)), files: "none" };
  }
  const before = words.at(-1);
  const flag = before?.startsWith("-")
    ? flags.find(({ name, short }) => before === `--${name}` || (short !== undefined && before === `-${short}`))
    : undefined;
  if (flag && flag.type !== "bool")
    return {
      candidates: await values(flag, word, engine),
      files: flag.name === "tag" || flag.name === "target" || flag.values ? "none" : "any",
    };
  if (!command) {
    if (!group || rest.length > 0) return { candidates: [], files: "none" };
    const entries = group.sections.flatMap((section) => section.entries);
    return {
      candidates: entries.filter(([name]) => name.startsWith(word)).map(([text, help]) => ({ text, kind: "command", help })),
      files: "none",
    };
  }
  const named = await names(command.completes, engine);
  if (named) {
    const candidates = named.filter((text) => text.startsWith(word)).sort();
    return { candidates: candidates.map((text) => ({ text, kind: "value" })), files: command.paths[0]?.at(-1) === "cp" ? "any" : "none" };
  }
  if (command.completes === "image") return { candidates: await images(word, engine), files: "none" };
  return { candidates: [], files: command.completes === "directory" ? "directories" : "none" };
}

/** What there is of a kind, by name; nothing for what has no names of its own. */
async function names(kind: string, engine: Engine): Promise<string[] | undefined> {
  if (kind === "container") return (await engine.containerList({ all: true })).flatMap(({ Names }) => Names.map((name) => name.slice(1)));
  if (kind === "volume") return (await engine.volumeList()).Volumes.map(({ Name }) => Name);
  if (kind === "network") return (await engine.networkList()).map(({ Name }) => Name);
  return undefined;
}

async function values(flag: FlagSpec, word: string, engine: Engine): Promise<Candidate[]> {
  if (flag.values) return flag.values.filter((value) => value.startsWith(word)).map((text) => ({ text, kind: "value" }));
  return flag.name === "tag" ? images(word, engine) : [];
}

async function images(prefix: string, engine: Engine): Promise<Candidate[]> {
  const names = new Set((await engine.imageList()).flatMap(({ RepoTags }) => RepoTags));
  return [...names]
    .filter((name) => name.startsWith(prefix) && !name.startsWith("<none>"))
    .sort()
    .map((text) => ({ text, kind: "image" }));
}
