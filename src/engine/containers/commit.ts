/** What a container has made of its image: `docker diff`, `commit`, `export`. */
import { type CommitOptions, type ContainerConfig, EngineError, type FilesystemChange, type ImageConfig } from "../api.ts";
import { directory } from "../filesystem/build.ts";
import { applyDiff, diffTrees } from "../filesystem/diff.ts";
import { parentOf } from "../filesystem/resolve.ts";
import { writeTar } from "../filesystem/tar.ts";
import { makeImage } from "../images/config.ts";
import type { Image } from "../images/image.ts";
import { makeLayer } from "../images/layer.ts";
import { tarChanges } from "./archive.ts";
import type { Container } from "./record.ts";

/**
 * Files that were changed, added and deleted; directories above them count as changed, those of which only the time is another
 * do not. `null` when there are none.
 */
export function changesIn({ files, lower }: Container): FilesystemChange[] | null {
  const changes = diffTrees(lower, files.root);
  const told: FilesystemChange[] = [];
  const above = new Set<string>();
  for (const { path, kind } of changes)
    if (kind !== "carried") for (let up = parentOf(`/${path}`); !above.has(up); up = parentOf(up)) above.add(up);
  for (const { path, kind } of changes) {
    if (kind === "carried" && !above.has(`/${path}`)) continue;
    const Kind = kind === "added" ? 1 : kind === "deleted" ? 2 : 0;
    told.push({ Path: `/${path}`, Kind });
  }
  return told.length > 0 ? told : null;
}

/** The whole file system, without what is mounted. */
export function exportFiles({ files }: Container): Uint8Array {
  return writeTar(tarChanges(files.root, ""));
}

/**
 * An image of what the container has become: one layer more, and its settings.
 * @param changed the settings after `--change`
 */
export function commitContainer(container: Container, changed: ImageConfig, options: CommitOptions, now: number): Image {
  const { image, lower, files } = container;
  const below = image.layers.at(-1);
  const changes = diffTrees(lower, files.root);
  // A container that changed nothing makes no layer.
  const layers = changes.length === 0 ? [] : [makeLayer(below, applyDiff(below?.root ?? directory(), changes))];
  return makeImage({
    created: now,
    ...(options.author && { author: options.author }),
    architecture: image.architecture,
    os: image.os,
    config: changed,
    layers: [...image.layers, ...layers],
    history: [
      ...image.history,
      { created: now, createdBy: (container.config.Cmd ?? []).join(" "), ...(options.comment && { comment: options.comment }) },
    ],
    parent: image.id,
  });
}

/** The settings of a container as an image has them. */
export function imageConfigOf(config: ContainerConfig): ImageConfig {
  const { User, ExposedPorts, Env, Cmd, Entrypoint, Volumes, WorkingDir, Labels, StopSignal, Shell, Healthcheck } = config;
  return {
    ...(User && { User }),
    ...(ExposedPorts && { ExposedPorts }),
    ...(Env && { Env }),
    ...(Cmd && { Cmd }),
    ...(Entrypoint && { Entrypoint }),
    ...(Volumes && { Volumes }),
    ...(WorkingDir && { WorkingDir }),
    ...(Labels && Object.keys(Labels).length > 0 && { Labels }),
    ...(StopSignal && { StopSignal }),
    ...(Shell && { Shell }),
    ...(Healthcheck && { Healthcheck }),
  };
}

/** `name:tag`, or nothing for an image without a name. Throws `EngineError` 400. */
export function commitName({ repo, tag }: CommitOptions): string[] {
  if (!repo) {
    if (tag) throw new EngineError(400, "invalid reference format");
    return [];
  }
  return [tag ? `${repo}:${tag}` : repo];
}
