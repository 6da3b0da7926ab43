/** The variables that a project is read with (spec compose §1.2). */
import { clean } from "../../paths.ts";
import { parseDotenv } from "./dotenv.ts";
import type { ComposeHost } from "./host.ts";
import { ComposeProblem } from "./problem.ts";

export interface DotenvFiles {
  /** Absolute, in the order given: later ones win. */
  readonly paths: readonly string[];
  /** Said with `--env-file`: they have to be there. */
  readonly explicit: boolean;
}

/** The environment with the files' variables below it. Throws `ComposeProblem`. */
export function withDotenv(environment: ReadonlyMap<string, string>, files: DotenvFiles, host: ComposeHost): Map<string, string> {
  const fromFiles = new Map<string, string>();
  for (const path of files.paths) {
    const kind = host.kind(path);
    if (kind === undefined) {
      if (files.explicit) throw new ComposeProblem(`couldn't find env file: ${path}`);
      continue;
    }
    if (kind === "directory") {
      if (files.explicit) throw new ComposeProblem(`${path} is a directory`);
      continue;
    }
    for (const [name, value] of readDotenv(path, host, (key) => environment.get(key) ?? fromFiles.get(key))) fromFiles.set(name, value);
  }
  return new Map([...fromFiles, ...environment]);
}

/** One file's variables. Throws `ComposeProblem`. */
export function readDotenv(path: string, host: ComposeHost, lookup: (name: string) => string | undefined): Map<string, string> {
  return parseDotenv(host.read(path), {
    name: path,
    lookup,
    unset: (name) => host.warn(`The "${name}" variable is not set. Defaulting to a blank string.`),
  });
}

/** `.env` of a directory. */
export function defaultDotenv(directory: string): DotenvFiles {
  return { paths: [clean(`${directory}/.env`)], explicit: false };
}
