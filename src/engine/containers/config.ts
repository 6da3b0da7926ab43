import { sortedMap } from "../go/sorted-map.ts";
import type { ContainerConfig, ImageConfig, StringSet } from "../api.ts";
import { EngineError } from "../api.ts";

/** Every field in the order in which the API sends them. Absent ones are left out, as Go's `omitempty` does. */
export function fullConfig(given: ContainerConfig): ContainerConfig {
  const config = {
    Hostname: given.Hostname ?? "",
    Domainname: given.Domainname ?? "",
    User: given.User ?? "",
    AttachStdin: given.AttachStdin ?? false,
    AttachStdout: given.AttachStdout ?? false,
    AttachStderr: given.AttachStderr ?? false,
    ...(given.ExposedPorts && Object.keys(given.ExposedPorts).length > 0 && { ExposedPorts: sortedMap(given.ExposedPorts) }),
    Tty: given.Tty ?? false,
    OpenStdin: given.OpenStdin ?? false,
    StdinOnce: given.StdinOnce ?? false,
    Env: given.Env ?? null,
    Cmd: given.Cmd ?? null,
    ...(given.Healthcheck && { Healthcheck: given.Healthcheck }),
    ...(given.ArgsEscaped && { ArgsEscaped: true }),
    Image: given.Image ?? "",
    Volumes: given.Volumes ?? null,
    WorkingDir: given.WorkingDir ?? "",
    Entrypoint: given.Entrypoint ?? null,
    ...(given.NetworkDisabled && { NetworkDisabled: true }),
    ...(given.MacAddress && { MacAddress: given.MacAddress }),
    OnBuild: given.OnBuild ?? null,
    Labels: given.Labels ? sortedMap(given.Labels) : {},
    ...(given.StopSignal && { StopSignal: given.StopSignal }),
    ...(given.StopTimeout !== undefined && { StopTimeout: given.StopTimeout }),
    ...(given.Shell && given.Shell.length > 0 && { Shell: given.Shell }),
  };
  return config;
}

/**
 * What was asked for, with the image's answers where nothing was. An entrypoint that is given takes the image's command away.
 * Throws `EngineError` 400 when nothing is left to run.
 */
export function mergeConfig(given: ContainerConfig, image: ImageConfig): ContainerConfig {
  const own = given.Entrypoint ?? null;
  const hasEntrypoint = own !== null && own.length > 0;
  const cmd = hasEntrypoint || (given.Cmd && given.Cmd.length > 0) ? given.Cmd : image.Cmd;
  const inherited = own === null ? (image.Entrypoint ?? null) : own;
  const entrypoint = inherited?.length === 1 && inherited[0] === "" ? null : inherited;
  if (!entrypoint?.length && !cmd?.length) throw new EngineError(400, "no command specified");
  return fullConfig({
    ...given,
    User: given.User || image.User || "",
    ExposedPorts: { ...image.ExposedPorts, ...given.ExposedPorts },
    Env: mergeEnv(given.Env ?? [], image.Env ?? []),
    Cmd: cmd ?? null,
    Entrypoint: entrypoint,
    ...mergedHealthcheck(given.Healthcheck, image.Healthcheck),
    WorkingDir: given.WorkingDir || image.WorkingDir || "",
    Volumes: mergeSets(given.Volumes, image.Volumes),
    Labels: { ...image.Labels, ...given.Labels },
    StopSignal: given.StopSignal || image.StopSignal || "",
    OnBuild: null,
  });
}

/** An image's variables come behind one's own. */
function mergeEnv(own: readonly string[], image: readonly string[]): readonly string[] {
  const names = new Set(own.map(variableName));
  return [...own, ...image.filter((pair) => !names.has(variableName(pair)))];
}

/** Variables after `--change`: one that was there keeps its place, a new one comes last. */
export function changedEnv(env: readonly string[], changes: readonly string[]): string[] {
  const changed = new Map([...env, ...changes].map((pair) => [variableName(pair), pair]));
  return [...changed.values()];
}

function variableName(pair: string): string {
  return pair.split("=")[0] as string;
}

function mergeSets(own: StringSet | null | undefined, image: StringSet | undefined): StringSet | null {
  const all = { ...own, ...image };
  return Object.keys(all).length > 0 ? sortedMap(all) : null;
}

function mergedHealthcheck(own: ContainerConfig["Healthcheck"], image: ContainerConfig["Healthcheck"]) {
  if (!image) return own ? { Healthcheck: own } : {};
  if (!own) return { Healthcheck: image };
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : Boolean(value))));
  return { Healthcheck: { ...image, ...given } };
}
