/** `docker import`: an image of one layer from a tar of its files. */
import { EngineError, type ImageConfig, type ImportOptions } from "../../api.ts";
import { digestOf } from "../../filesystem/digest.ts";
import { FsError } from "../../filesystem/errors.ts";
import { ArchiveError, decompress, isTar } from "../../filesystem/untar.ts";
import { goJson, goTime } from "../config.ts";
import type { Image } from "../image.ts";
import { layerFromTar } from "./load.ts";
import { readConfig } from "./config-reader.ts";
import { parsePlatform } from "../../dockerfile/platform.ts";
import { fullConfig } from "./legacy-config.ts";

/**
 * Throws `EngineError` for what is no tar.
 * @param config what `--change` makes of an empty config
 * @param now milliseconds since the epoch
 */
export function importImage(archive: Uint8Array, config: ImageConfig, options: ImportOptions, now: number, version: string): Image {
  try {
    const tar = decompress(archive);
    if (tar.length > 0 && !isTar(tar) && tar.some((byte) => byte !== 0)) throw new ArchiveError("unexpected EOF");
    const layer = layerFromTar(undefined, tar, digestOf(tar));
    const platform = parsePlatform(options.platform ?? "linux/amd64");
    if (platform instanceof Error) throw new EngineError(400, platform.message);
    const [os, architecture] = platform.split("/");
    const comment = options.message || "Imported from -";
    const created = goTime(now);
    const json = goJson({
      architecture,
      comment,
      // Only a build marks its CMD as split already.
      config: fullConfig({ ...config, ArgsEscaped: false }),
      container_config: fullConfig({}),
      created,
      docker_version: version,
      history: [{ created, comment }],
      os,
      rootfs: { type: "layers", diff_ids: [layer.diffId] },
    });
    return { id: digestOf(json), ...readConfig(json).parts, layers: [layer] };
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof FsError) throw new EngineError(500, error.message);
    throw error;
  }
}
