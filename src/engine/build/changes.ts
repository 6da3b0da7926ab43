/** `docker import --change` and `docker commit --change`: instructions that only set an image's config. */
import { EngineError, type ImageConfig } from "../api.ts";
import { DockerfileError } from "../dockerfile/ast.ts";
import { parseDockerfile } from "../dockerfile/parse.ts";
import { buildGraph, planGraph } from "./plan/graph.ts";
import { defaultPath } from "./plan/state.ts";

const allowed = new Set([
  "CMD",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "HEALTHCHECK",
  "LABEL",
  "ONBUILD",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR",
]);

/** `ENV` for variables that are there already, with nothing in their values to expand. What spans lines no instruction can hold. */
function settingEnv(env: readonly string[]): string[] {
  return env.flatMap((entry) => {
    const at = entry.indexOf("=");
    const value = entry.slice(at + 1).replace(/[\\"$]/g, "\\$&");
    return at > 0 && !entry.includes("\n") ? [`ENV ${entry.slice(0, at)}="${value}"`] : [];
  });
}

/**
 * The config that the instructions make of an empty one. Throws `EngineError` 400 for any other instruction, and for mistakes.
 * @param known variables that the instructions may refer to (`ENV PATH=$PATH:/opt`); only those they change are in what is given
 */
export function configFromChanges(changes: readonly string[], known: readonly string[] = []): ImageConfig {
  // One `--change` with nothing in it is a Dockerfile with nothing in it.
  if (changes.length > 0 && changes.every((line) => line.trim() === "")) throw new EngineError(400, "file with no instructions");
  for (const line of changes) {
    const [word = ""] = line.trim().split(/\s+/);
    if (word !== "" && !allowed.has(word.toUpperCase())) throw new EngineError(400, `${word} is not a valid change command`);
  }
  try {
    const dockerfile = parseDockerfile(["FROM scratch", ...settingEnv(known), ...changes].join("\n"));
    const instructions = dockerfile.stages.flatMap((stage) => stage.instructions);
    const graph = buildGraph(planGraph(dockerfile, {}), () => undefined, {});
    const { Env, WorkingDir, ...config } = graph.target.end?.config.config ?? {};
    // FROM scratch brings a PATH and a directory of its own, which an import has not.
    const env = Env?.filter(
      (entry) => !known.includes(entry) && (entry !== `PATH=${defaultPath}` || changes.some((line) => /\bPATH[ =]/.test(line))),
    );
    const directory = instructions.some(({ kind }) => kind === "WORKDIR") ? WorkingDir : "";
    return { ...config, ...(env && env.length > 0 && { Env: env }), ...(directory && { WorkingDir: directory }) };
  } catch (error) {
    // There is no file whose lines could be meant.
    if (error instanceof DockerfileError) throw new EngineError(400, error.message.replace(/^dockerfile parse error on line \d+: /, ""));
    throw error;
  }
}
