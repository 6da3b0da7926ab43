/** The machine as it is: hardware, one kernel, and what each container on it takes. */
import type { ContainerStatus, Engine } from "../engine/api.ts";
import { stillThere } from "../engine/api/still-there.ts";

export interface MachinesView {
  readonly name: string;
  readonly kernel: string;
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  /** Bytes that all images take on disk, shared layers once. */
  readonly imagesOnDisk: number;
  /** The running ones first, then by name. */
  readonly containers: readonly MachineContainer[];
}

export interface MachineContainer {
  readonly name: string;
  readonly image: string;
  readonly status: ContainerStatus;
  /** Program of its first process. */
  readonly program: string;
  /** Bytes of its image. */
  readonly size: number;
  /** Bytes in use; 0 when it does not run. */
  readonly memory: number;
  /** Milliseconds from the request to the first process, by the engine's clock; absent when it was made long before its start. */
  readonly startedIn?: number;
}

/** More than a stack can show. */
const most = 12;
/** Milliseconds between making and starting that are one `run`. */
const together = 5_000;

export async function gatherMachines(engine: Engine): Promise<MachinesView> {
  const [{ Name, KernelVersion, NCPU, MemTotal }, found, images, { LayersSize }] = await Promise.all([
    engine.info(),
    engine.containerList({ all: true }),
    engine.imageList(),
    engine.systemDf(),
  ]);
  const sizes = new Map(images.map(({ Id, Size }) => [Id, Size]));
  const containers = await Promise.all(found.map(({ Id }) => containerOf(engine, Id, sizes)));
  const rank = ({ status }: MachineContainer): number => (status === "running" ? 0 : 1);
  return {
    name: Name,
    kernel: KernelVersion,
    cpus: NCPU,
    memory: MemTotal,
    imagesOnDisk: LayersSize,
    containers: containers
      .filter((container) => container !== undefined)
      .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
      .slice(0, most),
  };
}

async function containerOf(engine: Engine, id: string, sizes: ReadonlyMap<string, number>): Promise<MachineContainer | undefined> {
  const container = await stillThere(engine.containerInspect(id));
  if (!container) return undefined;
  const { Name, Config, State, Created, Image, Path } = container;
  const running = State.Status === "running";
  const stats = running ? await stillThere(engine.containerStats(id, { oneShot: true })) : undefined;
  const took = Date.parse(State.StartedAt) - Date.parse(Created);
  return {
    name: Name.slice(1),
    image: Config.Image ?? "",
    status: State.Status,
    program: Path.split("/").at(-1) ?? Path,
    size: sizes.get(Image) ?? 0,
    memory: stats?.memory_stats.usage ?? 0,
    ...(took >= 0 && took < together && { startedIn: Math.round(took) }),
  };
}
