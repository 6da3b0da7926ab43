/** Reads an image's config as another engine wrote it. */
import { type Digest, EngineError, type HealthcheckConfig, type ImageConfig } from "../../api.ts";
import type { HistoryEntry, Image } from "../image.ts";

/** Everything of an image but its layers, and the diff ids these must have. */
export interface ReadConfig {
  readonly parts: Omit<Image, "id" | "layers">;
  readonly diffIds: readonly Digest[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Throws `EngineError` with the daemon's words. Fields of another type than they should have count as absent. */
export function readConfig(json: string): ReadConfig {
  const fields = parseObject(json);
  const rootfs = object(fields.rootfs);
  if (!rootfs) throw new EngineError(500, "invalid image JSON, no RootFS key");
  const os = text(fields.os) || "linux";
  if (os !== "linux") throw new EngineError(500, `cannot load ${os} image on linux`);
  const history = list(fields.history).map(readHistory);
  return {
    diffIds: strings(rootfs.diff_ids) ?? [],
    parts: {
      json,
      created: time(fields.created),
      architecture: text(fields.architecture) || "amd64",
      os,
      config: readImageConfig(object(fields.config) ?? {}),
      history,
      ...given("author", text(fields.author)),
      ...given("comment", text(fields.comment)),
      ...given("dockerVersion", text(fields.docker_version)),
      ...given("inlineCache", text(fields["moby.buildkit.cache.v0"])),
    },
  };
}

function parseObject(json: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new EngineError(500, syntaxProblem(json, "unexpected end of JSON input"));
  }
  const fields = object(value);
  if (!fields) throw new EngineError(500, `json: cannot unmarshal ${jsonType(value)} into Go value of type image.Image`);
  return fields;
}

/** What Go says of text that is no JSON; of a mistake further in only that it ends too early. */
export function syntaxProblem(json: string, cut: string): string {
  const [first] = json.trimStart();
  if (first === undefined) return cut;
  return /[[{"\-0-9tfn]/.test(first) ? cut : `invalid character ${first === "'" ? "'\\''" : `'${first}'`} looking for beginning of value`;
}

/** A value's type as Go's decoder names it. */
export function jsonType(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return { string: "string", number: "number", boolean: "bool" }[typeof value as string] ?? "object";
}

function readImageConfig(fields: Fields): ImageConfig {
  const health = object(fields.Healthcheck);
  return {
    ...(fields.ArgsEscaped === true && { ArgsEscaped: true }),
    ...given("User", text(fields.User)),
    ...given("ExposedPorts", keys(fields.ExposedPorts)),
    ...given("Env", strings(fields.Env)),
    ...given("Cmd", strings(fields.Cmd)),
    ...given("Entrypoint", strings(fields.Entrypoint)),
    ...given("Volumes", keys(fields.Volumes)),
    ...given("WorkingDir", text(fields.WorkingDir)),
    ...given("Labels", stringMap(fields.Labels)),
    ...given("OnBuild", strings(fields.OnBuild)),
    ...given("StopSignal", text(fields.StopSignal)),
    ...given("Shell", strings(fields.Shell)),
    ...(health && { Healthcheck: readHealthcheck(health) }),
  };
}

function readHealthcheck(fields: Fields): HealthcheckConfig {
  return {
    Test: strings(fields.Test) ?? [],
    ...given("Interval", whole(fields.Interval)),
    ...given("Timeout", whole(fields.Timeout)),
    ...given("StartPeriod", whole(fields.StartPeriod)),
    ...given("StartInterval", whole(fields.StartInterval)),
    ...given("Retries", whole(fields.Retries)),
  };
}

function readHistory(entry: unknown): HistoryEntry {
  const fields = object(entry) ?? {};
  return {
    created: time(fields.created),
    createdBy: text(fields.created_by) ?? "",
    ...given("comment", text(fields.comment)),
    ...(fields.empty_layer === true && { emptyLayer: true }),
  };
}

function given<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined || (value as unknown) === "" ? {} : ({ [key]: value } as { [P in K]?: T });
}

function object(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function whole(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

function strings(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
}

function stringMap(value: unknown): Record<string, string> | undefined {
  const fields = object(value);
  return fields && Object.fromEntries(Object.entries(fields).flatMap(([key, item]) => (typeof item === "string" ? [[key, item]] : [])));
}

function keys(value: unknown): Record<string, Record<string, never>> | undefined {
  const fields = object(value);
  return fields && Object.fromEntries(Object.keys(fields).map((key) => [key, {}]));
}

/** Milliseconds; 0 for what is no time. */
function time(value: unknown): number {
  const milliseconds = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds) ? 0 : milliseconds;
}
