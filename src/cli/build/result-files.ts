/** `--iidfile` and `--metadata-file`. */
import type { BuildRequest, BuildResult } from "../../engine/api.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import { canonicalString, parseReference } from "../../engine/images/reference.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import { goJsonPlain } from "../format/json.ts";
import { absolute } from "../paths.ts";

/** @throws CliError when a file cannot be written */
export function writeResultFiles(flags: FlagValues, result: BuildResult, request: BuildRequest, context: DockerContext): void {
  const id = result.imageId ?? "";
  const iidfile = flags.text("iidfile");
  if (iidfile) write(iidfile, id, context);
  const metadataFile = flags.text("metadata-file");
  if (metadataFile) {
    const names = (request.tags ?? []).map((tag) => canonicalString(parseReference(tag))).join(",");
    const metadata = { "containerimage.config.digest": id, "containerimage.digest": id, ...(names ? { "image.name": names } : {}) };
    write(metadataFile, goJsonPlain(metadata, "  "), context);
  }
}

function write(path: string, text: string, context: DockerContext): void {
  try {
    context.disk.writeFile(absolute(context.cwd, path), text);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new CliError(`failed to build: open ${path}: ${error.reason.toLowerCase()}`);
  }
}
