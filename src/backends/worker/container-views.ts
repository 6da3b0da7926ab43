import { type ContainerInspect, type ContainerView, type Engine, EngineError } from "../../engine/api.ts";

/** More than a page can show. */
const most = 100;

/** The containers of an engine as the page shows them, the newest first. */
export async function containerViews(engine: Engine): Promise<readonly ContainerView[]> {
  const found = await engine.containerList({ all: true, limit: most });
  const known = await Promise.all(found.map(({ Id }) => inspect(engine, Id)));
  return known.filter((container) => container !== undefined).map(viewOf);
}

/** `undefined` for one that went away meanwhile. */
async function inspect(engine: Engine, id: string): Promise<ContainerInspect | undefined> {
  try {
    return await engine.containerInspect(id);
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return undefined;
    throw error;
  }
}

function viewOf({ Id, Name, Config, State, Path, Args, NetworkSettings, Mounts }: ContainerInspect): ContainerView {
  return {
    id: Id,
    name: Name.replace(/^\//, ""),
    image: Config.Image ?? "",
    command: [Path, ...Args].join(" "),
    status: State.Status,
    exitCode: State.ExitCode,
    oomKilled: State.OOMKilled,
    error: State.Error,
    ...(State.Health && { health: State.Health.Status }),
    ports: Object.entries(NetworkSettings.Ports).flatMap(([port, bindings]) =>
      bindings === null
        ? [{ port }]
        : bindings
            // The same port once more, for IPv6.
            .filter(({ HostIp }) => !HostIp.includes(":"))
            .map(({ HostIp, HostPort }) => ({ port, hostIp: HostIp, hostPort: Number(HostPort) })),
    ),
    networks: Object.keys(NetworkSettings.Networks),
    volumes: Mounts.filter(({ Type }) => Type === "volume").map(({ Name: volume = "" }) => volume),
  };
}
