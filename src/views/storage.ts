/** Where containers keep their bytes: volumes, binds, tmpfs, and the layer that goes with the container. */
import type { ContainerInspect, ContainerStatus, Engine } from "../engine/api.ts";
import { stillThere } from "../engine/api/still-there.ts";

export interface StorageView {
  /** In the order of their names, as all lists here. */
  readonly volumes: readonly VolumeView[];
  readonly containers: readonly StoringContainer[];
}

export interface VolumeView {
  readonly name: string;
  /** Made by the daemon because an image or `-v /path` asked for one. */
  readonly anonymous: boolean;
  /** Bytes of its files. */
  readonly size: number;
  /** Names of the containers that mount it, stopped ones too. */
  readonly users: readonly string[];
}

export interface StoringContainer {
  readonly name: string;
  readonly image: string;
  readonly status: ContainerStatus;
  /** Bytes of its writable layer: gone with the container. */
  readonly writable: number;
  /** `docker run --rm`: it is removed when it ends, with its anonymous volumes. */
  readonly removesItself: boolean;
  /** By the path in the container. */
  readonly mounts: readonly MountView[];
}

export interface MountView {
  readonly type: "volume" | "bind" | "tmpfs";
  /** Name of the volume, path on the host; empty for a tmpfs. */
  readonly source: string;
  /** Where it is seen. */
  readonly path: string;
  readonly readOnly: boolean;
}

export async function gatherStorage(engine: Engine): Promise<StorageView> {
  const [found, { Volumes }] = await Promise.all([engine.containerList({ all: true, size: true }), engine.systemDf()]);
  const inspected = await Promise.all(found.map(({ Id }) => stillThere(engine.containerInspect(Id))));
  const writable = new Map(found.map(({ Id, SizeRw }) => [Id, SizeRw ?? 0]));
  const containers = inspected
    .filter((container) => container !== undefined)
    .map(
      (container): StoringContainer => ({
        name: container.Name.slice(1),
        image: container.Config.Image ?? "",
        status: container.State.Status,
        writable: writable.get(container.Id) ?? 0,
        removesItself: container.HostConfig.AutoRemove ?? false,
        mounts: mountsOf(container),
      }),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
  const usersOf = (volume: string) =>
    containers.filter(({ mounts }) => mounts.some(({ type, source }) => type === "volume" && source === volume)).map(({ name }) => name);
  const volumes = Volumes.map(
    ({ Name, Labels, UsageData }): VolumeView => ({
      name: Name,
      anonymous: Labels !== null && "com.docker.volume.anonymous" in Labels,
      size: UsageData?.Size ?? 0,
      users: usersOf(Name),
    }),
  ).sort((a, b) => a.name.localeCompare(b.name));
  return { volumes, containers };
}

/** `--tmpfs` stands in the settings only, `--mount type=tmpfs` among the mounts. */
function mountsOf({ Mounts, HostConfig }: ContainerInspect): readonly MountView[] {
  const mounts = Mounts.map(
    ({ Type, Name, Source, Destination, RW }): MountView => ({
      type: Type === "volume" || Type === "tmpfs" ? Type : "bind",
      source: Type === "volume" ? (Name ?? "") : Type === "tmpfs" ? "" : Source,
      path: Destination,
      readOnly: !RW,
    }),
  );
  const fleeting = Object.entries(HostConfig.Tmpfs ?? {}).map(
    ([path, options]): MountView => ({ type: "tmpfs", source: "", path, readOnly: options.split(",").includes("ro") }),
  );
  return [...mounts, ...fleeting].sort((a, b) => (a.path < b.path ? -1 : 1));
}
