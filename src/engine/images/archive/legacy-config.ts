/** The per-layer configs of the first image format, which `docker save` still writes for engines from before 2015. */
import { sha256Hex } from "../../filesystem/digest.ts";
import type { ImageConfig } from "../../api.ts";
import { goJson, goTime } from "../config.ts";
import type { Image } from "../image.ts";

/**
 * The legacy configs of an image's layers, base first, each as the JSON that stands in the archive. A layer's id is made of
 * its config, its chain id and the id below.
 */
export function legacyConfigs(image: Image): string[] {
  const written: string[] = [];
  let parent: string | undefined;
  for (const [index, { chainId }] of image.layers.entries()) {
    const fields = index === image.layers.length - 1 ? topFields(image) : lowerFields();
    const identified = { ...fields, layer_id: chainId, ...(parent !== undefined && { parent: `sha256:${parent}` }) };
    const id = sha256Hex(goJson(sortedFields(identified)));
    written.push(goJson({ id, parent, ...fields, os: image.os || undefined }));
    parent = id;
  }
  return written;
}

function lowerFields(): Record<string, unknown> {
  return { created: goTime(0), container_config: fullConfig({}) };
}

function topFields(image: Image): Record<string, unknown> {
  return {
    comment: image.comment || undefined,
    created: createdText(image),
    container_config: fullConfig({}),
    docker_version: image.dockerVersion || undefined,
    author: image.author || undefined,
    config: fullConfig(image.config),
    architecture: image.architecture,
    os: image.os || undefined,
  };
}

/** To the nanosecond, where another engine wrote it so. */
function createdText(image: Image): string | undefined {
  const written = image.json === undefined ? undefined : (JSON.parse(image.json) as { created?: unknown }).created;
  if (typeof written === "string") return written;
  return image.created === 0 ? undefined : goTime(image.created);
}

function sortedFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A container's whole configuration, as it was before images had one of their own. */
export function fullConfig(config: ImageConfig): Record<string, unknown> {
  const list = (values: readonly string[] | null | undefined) => values ?? null;
  return {
    Hostname: "",
    Domainname: "",
    User: config.User ?? "",
    AttachStdin: false,
    AttachStdout: false,
    AttachStderr: false,
    ExposedPorts: config.ExposedPorts,
    Tty: false,
    OpenStdin: false,
    StdinOnce: false,
    Env: list(config.Env),
    Cmd: list(config.Cmd),
    Healthcheck: config.Healthcheck,
    ArgsEscaped: config.ArgsEscaped || undefined,
    Image: "",
    Volumes: config.Volumes ?? null,
    WorkingDir: config.WorkingDir ?? "",
    Entrypoint: list(config.Entrypoint),
    OnBuild: list(config.OnBuild),
    Labels: config.Labels ?? null,
    StopSignal: config.StopSignal || undefined,
    Shell: config.Shell,
  };
}
