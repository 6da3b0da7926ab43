/** Rules about FROM lines: their arguments and platforms (spec §11). */
import type { BuildWarning } from "../../api.ts";
import { parseReference } from "../../images/reference.ts";
import { DockerfileError, type Dockerfile, type Stage } from "../ast.ts";
import { expandWord } from "../expand.ts";
import { parsePlatform } from "../platform.ts";
import { nearest } from "../suggest.ts";
import { quote } from "../text.ts";
import { globalScope, type LintOptions } from "./scope.ts";

/** An image name that is only complete with a --build-arg. */
export function lintDefaults(dockerfile: Dockerfile, options: LintOptions, warnings: BuildWarning[]): void {
  try {
    const scope = globalScope(dockerfile, options, false);
    for (const { from } of dockerfile.stages) {
      const image = expandWord(from.image, scope, { escape: dockerfile.directives.escape, budget: options.budget });
      if (isReference(image)) continue;
      const message = `Default value for ARG ${from.image} results in empty or invalid base image name`;
      warnings.push({ rule: "InvalidDefaultArgInFrom", message, range: from.range });
    }
  } catch {
    // What cannot be expanded at all is an error, told elsewhere.
  }
}

function isReference(text: string): boolean {
  try {
    parseReference(text);
    return true;
  } catch {
    return false;
  }
}

/** Undeclared arguments and odd platforms, stage by stage. Throws where an expansion fails. */
export function lintFrom(dockerfile: Dockerfile, scope: ReadonlyMap<string, string>, warnings: BuildWarning[]): void {
  const declared = new Set(scope.keys());
  for (const { key } of dockerfile.globalArgs.flatMap(({ args }) => args)) declared.add(key);
  for (const stage of dockerfile.stages) {
    const { image, platform } = stage.from;
    // A name that comes to nothing ends the build, and what is looked at.
    if (read(dockerfile, stage, image, scope, declared, warnings).value === "") return;
    if (platform === undefined) continue;
    const { value, matched, unmatched } = read(dockerfile, stage, platform, scope, declared, warnings);
    const range = stage.from.range;
    if (matched.size === 1 && unmatched.size === 0 && matched.has("TARGETPLATFORM") && value === scope.get("TARGETPLATFORM")) {
      const message = `Setting platform to predefined ${platform} in FROM is redundant as this is the default behavior`;
      warnings.push({ rule: "RedundantTargetPlatform", message, range });
    }
    if (matched.size === 0 && unmatched.size === 0 && isConstant(stage, value)) {
      const message = `FROM --platform flag should not use constant value ${quote(value)}`;
      warnings.push({ rule: "FromPlatformFlagConstDisallowed", message, range });
    }
  }
}

function read(
  dockerfile: Dockerfile,
  { from }: Stage,
  word: string,
  scope: ReadonlyMap<string, string>,
  declared: ReadonlySet<string>,
  warnings: BuildWarning[],
): { value: string; matched: Set<string>; unmatched: Set<string> } {
  const matched = new Set<string>();
  const unmatched = new Set<string>();
  const onRead = (name: string, isSet: boolean) => (isSet ? matched : unmatched).add(name);
  try {
    const value = expandWord(word, scope, { escape: dockerfile.directives.escape, onRead });
    return { value, matched, unmatched };
  } catch (error) {
    throw error instanceof DockerfileError ? new DockerfileError(error.message, from.range) : error;
  } finally {
    for (const name of unmatched) {
      if (declared.has(name)) continue;
      const near = nearest(name, declared);
      const message = `FROM argument '${name}' is not declared${near === undefined ? "" : ` (did you mean ${near}?)`}`;
      warnings.push({ rule: "UndefinedArgInFrom", message, range: from.range });
    }
  }
}

/** A stage that bears the platform in its name means it. */
function isConstant({ name = "" }: Stage, platform: string): boolean {
  const parsed = parsePlatform(platform);
  if (parsed instanceof Error) return false;
  const [system = "", architecture = ""] = parsed.split("/");
  return !name.includes(system) && !name.includes(architecture);
}
