/** The OCI image config: the JSON whose SHA-256 is the image's id. Fields stand in the order Go writes them in. */
import type { Digest, HealthcheckConfig, ImageConfig } from "../api.ts";
import { digestOf } from "../filesystem/digest.ts";
import type { HistoryEntry, Image } from "./image.ts";

/** An image without its id, which follows from the rest. */
export type ImageParts = Omit<Image, "id">;

/** Makes an image: its id is the digest of its config. */
export function makeImage(parts: ImageParts): Image {
  return { id: imageId(parts), ...parts };
}

/** `sha256:…` of the config JSON. */
export function imageId(parts: ImageParts): Digest {
  return digestOf(configJson(parts));
}

/** The config as a real engine would store it, byte for byte. */
export function configJson(image: ImageParts): string {
  if (image.json !== undefined) return image.json;
  return goJson({
    architecture: image.architecture,
    author: image.author || undefined,
    config: configFields(image.config),
    created: image.created === 0 ? null : goTime(image.created),
    history: image.history.map(historyFields),
    "moby.buildkit.cache.v0": image.inlineCache,
    os: image.os,
    rootfs: { type: "layers", diff_ids: image.layers.length > 0 ? image.layers.map(({ diffId }) => diffId) : null },
  });
}

function historyFields({ created, createdBy, comment, emptyLayer }: HistoryEntry): unknown {
  return {
    created: created === 0 ? undefined : goTime(created),
    created_by: createdBy || undefined,
    comment: comment || undefined,
    empty_layer: emptyLayer || undefined,
  };
}

function configFields(config: ImageConfig): unknown {
  return {
    User: config.User || undefined,
    ExposedPorts: sortedKeys(config.ExposedPorts),
    Env: filled(config.Env),
    Entrypoint: filled(config.Entrypoint),
    Cmd: filled(config.Cmd),
    Volumes: sortedKeys(config.Volumes),
    WorkingDir: config.WorkingDir || undefined,
    Labels: sortedKeys(config.Labels),
    StopSignal: config.StopSignal || undefined,
    ArgsEscaped: config.ArgsEscaped || undefined,
    Healthcheck: config.Healthcheck && healthcheckFields(config.Healthcheck),
    OnBuild: filled(config.OnBuild),
    Shell: filled(config.Shell),
  };
}

function healthcheckFields(check: HealthcheckConfig): unknown {
  return {
    Test: filled(check.Test),
    Interval: check.Interval || undefined,
    Timeout: check.Timeout || undefined,
    StartPeriod: check.StartPeriod || undefined,
    StartInterval: check.StartInterval || undefined,
    Retries: check.Retries || undefined,
  };
}

function filled<T>(list: readonly T[] | null | undefined): readonly T[] | undefined {
  return list && list.length > 0 ? list : undefined;
}

function sortedKeys<T>(map: Readonly<Record<string, T>> | null | undefined): Record<string, T> | undefined {
  const entries = Object.entries(map ?? {});
  return entries.length > 0 ? Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) : undefined;
}

/** JSON as Go's encoder writes it: characters that mean something in HTML are escaped. */
export function goJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** RFC 3339 with as many decimals as are needed; `milliseconds` since the epoch. */
export function goTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.?0+Z$/, "Z");
}
