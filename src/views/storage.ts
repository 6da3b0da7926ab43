/** Where containers keep their bytes: volumes, binds, tmpfs, and the layer that goes with the container. */
import type { ContainerStatus, Engine, MountPoint } from "../engine/api.ts";
import { stillThere } from "./still-there.ts";

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
  readonly mounts: readonly MountPoint[];
}

export async function gatherStorage(engine: Engine): Promise<StorageView> {
  const [found, { Volumes }] = await Promise.all([engine.containerList({ all: true, size: true }), engine.systemDf()]);
  const inspected = await Promise.all(found.map(({ Id }) => stillThere(engine.containerInspect(Id))));
  const writable = new Map(found.map(({ Id, SizeRw }) => [Id, SizeRw ?? 0]));
  const containers = inspected
    .filter((container) => container !== undefined)
    .map(
      ({ Id, Name, Config, State, Mounts }): StoringContainer => ({
        name: Name.slice(1),
        image: Config.Image ?? "",
        status: State.Status,
        writable: writable.get(Id) ?? 0,
        mounts: Mounts,
      }),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
  const usersOf = (volume: string) =>
    containers.filter(({ mounts }) => mounts.some(({ Type, Name }) => Type === "volume" && Name === volume)).map(({ name }) => name);
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
