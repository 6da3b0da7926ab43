/** `--iidfile` and `--metadata-file`. */
import type { BuildRequest, BuildResult } from "../../engine/api.ts";
import { FsError } from "../../engine/filesystem/errors.ts";
import { canonicalString, parseReference } from "../../engine/images/reference.ts";
import type { DockerContext } from "../context.ts";
import { CliError } from "../errors.ts";
import { goJson } from "../format/json.ts";
import { absolute, parentDirectory } from "../paths.ts";
import { buildRef } from "./build-ref.ts";
import { provenanceOf } from "./provenance.ts";

/** Takes an old file away, so that a build that fails leaves none. */
export function clearImageId(path: string, context: DockerContext): void {
  if (path !== "") tryTo(() => context.disk.remove(absolute(context.cwd, path), { force: true }), "removing image ID file: remove", path);
}

/** @throws CliError when the file cannot be written */
export function writeImageId(path: string, id: string, context: DockerContext): void {
  tryTo(() => context.disk.writeFile(absolute(context.cwd, path), id), "writing image ID file: open", path);
}

/** The build's metadata as buildx has them, keys sorted. @throws CliError when the file cannot be written */
export function writeMetadata(path: string, result: BuildResult, request: BuildRequest, context: DockerContext): void {
  const id = result.imageId;
  const names = (request.tags ?? []).map((tag) => canonicalString(parseReference(tag))).join(",");
  writeJson(
    path,
    {
      "buildx.build.provenance": provenanceOf(result, request),
      "buildx.build.ref": `default/default/${buildRef(result.view.number)}`,
      ...(id ? { "containerimage.config.digest": id, "containerimage.digest": id } : {}),
      ...(id && names ? { "image.name": names } : {}),
    },
    context,
  );
}

/** Writes JSON as buildx does. @throws CliError when the file cannot be written */
export function writeJson(path: string, value: object, context: DockerContext): void {
  const parent = parentDirectory(path);
  if (!context.disk.exists(absolute(context.cwd, parent)))
    throw new CliError(`invalid output path: stat ${parent}: no such file or directory`);
  if (context.disk.lookup(absolute(context.cwd, path))?.kind === "directory") throw new CliError("cannot write to a directory");
  tryTo(() => context.disk.writeFile(absolute(context.cwd, path), goJson(value, "  "), { mode: 0o644 }), "open", path);
}

function tryTo(write: () => void, what: string, path: string): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new CliError(`${what} ${path}: ${error.reason.toLowerCase()}`);
  }
}
