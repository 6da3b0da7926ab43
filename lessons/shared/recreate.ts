/** Making a container again as a person does who has the line that made it in their history. */
import type { MountSpec } from "../../src/engine/api.ts";
import type { Probe, ProbeContainer } from "../../src/grading/exercise.ts";

/**
 * Removes a container, without its anonymous volumes, and runs it again: same name, image, command, variables, user, networks
 * and mounts. Throws when that fails: it worked before.
 */
export async function recreate(lab: Probe, container: ProbeContainer): Promise<ProbeContainer> {
  const { Config, HostConfig } = container.inspect;
  await lab.docker("rm", "-f", container.name);
  const made = await lab.docker(
    "run",
    "-d",
    "--name",
    container.name,
    ...(HostConfig.NetworkMode && HostConfig.NetworkMode !== "default" ? ["--network", HostConfig.NetworkMode] : []),
    ...(Config.Env ?? []).flatMap((entry) => ["-e", entry]),
    ...(Config.User ? ["--user", Config.User] : []),
    ...mountWords(container),
    container.image,
    ...(Config.Cmd ?? []),
  );
  if (made.exitCode !== 0) throw new Error(`${container.name} could not be made again: ${made.stderr.trim()}`);
  const again = await lab.container(container.name);
  if (!again) throw new Error(`${container.name} was made again and is not there.`);
  return again;
}

/** Its mounts as options. One without a source is asked for anew, as `-v /data` does. */
function mountWords({ inspect: { Config, HostConfig, Mounts } }: ProbeContainer): string[] {
  const asked = new Set([
    ...(HostConfig.Binds ?? []).map((bind) => bind.split(":")[1]),
    ...(HostConfig.Mounts ?? []).map(({ Target }) => Target),
  ]);
  const anonymous = Object.keys(Config.Volumes ?? {}).filter(
    (path) => !asked.has(path) && Mounts.some(({ Destination }) => Destination === path),
  );
  return [
    ...(HostConfig.Binds ?? []).flatMap((bind) => ["-v", bind]),
    ...(HostConfig.Mounts ?? []).flatMap((mount) => ["--mount", mountWord(mount)]),
    ...anonymous.flatMap((path) => ["-v", path]),
    ...Object.entries(HostConfig.Tmpfs ?? {}).flatMap(([path, options]) => ["--tmpfs", options ? `${path}:${options}` : path]),
  ];
}

function mountWord({ Type, Source, Target, ReadOnly }: MountSpec): string {
  return [`type=${Type}`, ...(Source ? [`source=${Source}`] : []), `target=${Target}`, ...(ReadOnly ? ["readonly"] : [])].join(",");
}
