/** `--ssh default`, `--ssh id=key`: agents that a build may use. */
import { FsError } from "../../engine/filesystem/errors.ts";
import type { DockerContext } from "../context.ts";
import { absolute } from "../paths.ts";
import { buildError } from "./fields.ts";

/**
 * The ids that are offered.
 * @throws CliError when there is no agent behind one, or a key cannot be read
 */
export function readSsh(specs: readonly string[], context: DockerContext): string[] {
  return specs
    .filter((spec) => spec !== "")
    .map((spec) => {
      const equals = spec.indexOf("=");
      const id = equals < 0 ? spec : spec.slice(0, equals);
      const paths = equals < 0 ? [] : spec.slice(equals + 1).split(",");
      const fail = (problem: string) => buildError(`failed to convert agent config {${id} [${paths.join(" ")}] false}: ${problem}`);
      if (paths.length === 0 || (paths.length === 1 && paths[0] === "")) {
        if (!context.env.get("SSH_AUTH_SOCK")) throw fail("invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set");
        return id;
      }
      for (const path of paths) {
        const text = readKey(path, context);
        const problem =
          text === undefined ? `stat ${path}: no such file or directory` : hasKey(text) ? "" : `failed to parse ${path}: ssh: no key found`;
        if (problem) throw fail(`failed to convert agent config for ID: ${JSON.stringify(id)}: ${problem}`);
      }
      return id;
    });
}

function hasKey(text: string): boolean {
  return /^-----BEGIN [A-Z ]*PRIVATE KEY-----$/m.test(text);
}

function readKey(path: string, context: DockerContext): string | undefined {
  try {
    return context.disk.readText(absolute(context.cwd, path));
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}
