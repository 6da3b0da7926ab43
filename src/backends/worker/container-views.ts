import type { ContainerInspect, ContainerView, Engine } from "../../engine/api.ts";
import { stillThere } from "../../engine/api/still-there.ts";

/** More than a page can show. */
const most = 100;

/** The containers of an engine as the page shows them, the newest first. */
export async function containerViews(engine: Engine): Promise<readonly ContainerView[]> {
  const found = await engine.containerList({ all: true, limit: most });
  const known = await Promise.all(found.map(({ Id }) => stillThere(engine.containerInspect(Id))));
  return known.filter((container) => container !== undefined).map(viewOf);
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
