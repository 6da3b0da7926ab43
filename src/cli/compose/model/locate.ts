/** Where a project lies and what it is called (spec compose §1.1, §1.4). */
import { absolute, baseName, clean, parentDirectory } from "../../paths.ts";
import type { ComposeHost } from "./host.ts";
import { ComposeProblem } from "./problem.ts";

const fileNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const overrideNames = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

export interface Located {
  /** Absolute; `-` for standard input. */
  readonly files: readonly string[];
  readonly directory: string;
}

export interface Whereabouts {
  readonly cwd: string;
  /** `-f`, or COMPOSE_FILE. */
  readonly files: readonly string[];
  /** `--project-directory`. */
  readonly directory: string | undefined;
}

/** The files of a project; none when there are none to be found. */
export function locate({ cwd, files, directory }: Whereabouts, host: ComposeHost): Located {
  const absolutePath = (path: string): string => clean(absolute(cwd, path));
  if (files.length > 0) {
    const paths = files.map((file) => (file === "-" ? "-" : absolutePath(file)));
    const first = paths[0] as string;
    return { files: paths, directory: directory ? absolutePath(directory) : first === "-" ? cwd : parentDirectory(first) };
  }
  for (let at = directory ? absolutePath(directory) : cwd; ; at = parentDirectory(at)) {
    const found = candidates(at, fileNames, host);
    const [first] = found;
    if (first !== undefined) {
      const overrides = candidates(at, overrideNames, host);
      sayWhich("config", found, host);
      sayWhich("override", overrides, host);
      return { files: [first, ...overrides.slice(0, 1)], directory: directory ? absolutePath(directory) : at };
    }
    if (at === "/") return { files: [], directory: directory ? absolutePath(directory) : cwd };
  }
}

function candidates(directory: string, names: readonly string[], host: ComposeHost): string[] {
  return names.map((name) => clean(`${directory}/${name}`)).filter((path) => host.kind(path) !== undefined);
}

function sayWhich(what: string, found: readonly string[], host: ComposeHost): void {
  if (found.length < 2) return;
  host.warn(`Found multiple ${what} files with supported names: ${found.join(", ")}`);
  host.warn(`Using ${found[0]}`);
}

/** Lower case, without what a name may not have. */
export function normalName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "")
    .replace(/^[_-]+/, "");
}

/** Throws `ComposeProblem` for a name given with `-p` or COMPOSE_PROJECT_NAME that isn't normal. */
export function checkName(name: string): string {
  if (normalName(name) !== name)
    throw new ComposeProblem(
      `invalid project name ${JSON.stringify(name)}: must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`,
    );
  return name;
}

/** The name that a directory gives. */
export function nameOfDirectory(directory: string): string {
  return normalName(baseName(directory));
}
