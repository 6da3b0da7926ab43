/** Images in the words of the Engine API: what `docker images`, `inspect`, `history` print. */
import { sortedMap } from "../go/sorted-map.ts";
import type { Digest, HistoryRow, ImageConfig, ImageFilesystem, ImageInspect, ImageSummary } from "../api.ts";
import { directory } from "../filesystem/build.ts";
import { layerChanges } from "../filesystem/diff.ts";
import { sha256Hex } from "../filesystem/digest.ts";
import { goTime } from "./config.ts";
import type { Image, ImageDescription, Layer } from "./image.ts";
import { changesOf } from "./layer.ts";
import type { ImageStore } from "./store.ts";

const driverRoot = "/var/lib/docker/overlay2";

/** Sum of the layers, in bytes. */
export function imageSize(image: Image): number {
  return image.layers.reduce((sum, { size }) => sum + size, 0);
}

/** An image of the store as a build sees it. */
export function describeImage(image: Image): ImageDescription {
  return {
    digest: image.id,
    chainId: image.layers.at(-1)?.chainId ?? "",
    config: image.config,
    size: imageSize(image),
    layers: image.layers.map(({ diffId, size }) => ({ digest: diffId, size })),
  };
}

export function summarize(store: ImageStore, image: Image): ImageSummary {
  return {
    // Nobody counts them for a list.
    Containers: -1,
    Created: Math.floor(image.created / 1000),
    Id: image.id,
    Labels: image.config.Labels ?? null,
    ParentId: image.parent ?? "",
    RepoDigests: store.digestsOf(image.id),
    RepoTags: store.tagsOf(image.id),
    Size: imageSize(image),
  };
}

/** Keys stand in the order in which the engine sends them, and `docker image inspect` prints them. */
export function inspect(store: ImageStore, image: Image): ImageInspect {
  return {
    Id: image.id,
    RepoTags: store.tagsOf(image.id),
    RepoDigests: store.digestsOf(image.id),
    Parent: image.parent ?? "",
    Comment: image.comment ?? image.history.at(-1)?.comment ?? "",
    Created: image.created === 0 && image.layers.length === 0 ? "" : goTime(image.created),
    DockerVersion: image.dockerVersion ?? "",
    Author: image.author ?? "",
    Architecture: image.architecture,
    Os: image.os,
    Size: imageSize(image),
    GraphDriver: { Data: driverData(image.layers), Name: "overlay2" },
    RootFS: { Type: "layers", ...(image.layers.length > 0 && { Layers: image.layers.map(({ diffId }) => diffId) }) },
    Metadata: { LastTagTime: lastTagTime(store.lastTagged(image.id)) },
    Config: inspectConfig(image.config),
  };
}

/** Go's zero time stands for "never". */
function lastTagTime(time: number | undefined): string {
  return time === undefined ? "0001-01-01T00:00:00Z" : goTime(time);
}

function inspectConfig(config: ImageConfig): ImageConfig {
  const given = <K extends keyof ImageConfig>(key: K): Pick<ImageConfig, K> | undefined => {
    const value = config[key];
    return value === undefined || value === "" || value === false ? undefined : ({ [key]: value } as Pick<ImageConfig, K>);
  };
  return {
    ...given("ArgsEscaped"),
    Cmd: config.Cmd ?? null,
    Entrypoint: config.Entrypoint ?? null,
    Env: config.Env ?? null,
    ...given("ExposedPorts"),
    ...(config.Healthcheck && { Healthcheck: sortedMap(config.Healthcheck) }),
    Labels: config.Labels ? sortedMap(config.Labels) : null,
    OnBuild: config.OnBuild ?? null,
    ...given("Shell"),
    ...given("StopSignal"),
    User: config.User ?? "",
    Volumes: config.Volumes ? sortedMap(config.Volumes) : null,
    WorkingDir: config.WorkingDir ?? "",
  } as ImageConfig;
}

function driverData(layers: readonly Layer[]): Readonly<Record<string, string>> {
  const names = layers.map(({ chainId }) => `${driverRoot}/${sha256Hex(`overlay2 ${chainId}`)}`);
  const top = names.pop();
  if (top === undefined) return {};
  const lower = names.reverse().map((name) => `${name}/diff`);
  return {
    ...(lower.length > 0 && { LowerDir: lower.join(":") }),
    MergedDir: `${top}/merged`,
    UpperDir: `${top}/diff`,
    WorkDir: `${top}/work`,
  };
}

/** `docker history`, newest first (spec §9.1). */
export function historyRows(store: ImageStore, image: Image): HistoryRow[] {
  let layer = 0;
  const rows = image.history.map(({ created, createdBy, comment, emptyLayer }): HistoryRow => {
    const size = emptyLayer ? 0 : (image.layers[layer++]?.size ?? 0);
    return { Comment: comment ?? "", Created: Math.floor(created / 1000), CreatedBy: createdBy, Id: "<missing>", Size: size, Tags: null };
  });
  rows.reverse();
  let maker: Image | undefined = image;
  // A row is the image that it ended with, as far as that is here.
  return rows.map((row): HistoryRow => {
    if (!maker) return row;
    const { id, parent } = maker;
    maker = parent === undefined ? undefined : store.find(parent);
    const tags = store.tagsOf(id);
    return { ...row, Id: id, Tags: tags.length > 0 ? tags : null };
  });
}

/** The merged tree of an image and what each layer did. */
export function filesystemOf(image: Image): ImageFilesystem {
  const makers = image.history.filter(({ emptyLayer }) => !emptyLayer);
  return {
    root: image.layers.at(-1)?.root ?? directory(),
    layers: image.layers.map(({ diffId, size }, index) => ({
      digest: diffId as Digest,
      size,
      createdBy: makers[index]?.createdBy ?? "",
      changes: layerChanges(changesOf(image.layers, index)),
    })),
  };
}
