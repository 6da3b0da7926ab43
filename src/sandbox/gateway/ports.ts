/** Which container of a session has which port, and where the engine has it. */
import { DaemonError } from "../policy/refusal.ts";
import { askedOf } from "./answers.ts";
import type { ContainerFacts, ListedContainer } from "./objects.ts";
import type { Session } from "./session.ts";

interface Holder {
  readonly id: string;
  /** Its own port: `80/tcp`. */
  readonly port: string;
  readonly nth: number;
}

/** The running container of the session that has this port of the host, by what it asked for. */
export async function portHolder(session: Session, hostPort: string): Promise<Holder | undefined> {
  for (const container of await session.containers()) {
    if (container.State !== "running" && container.State !== "paused" && container.State !== "restarting") continue;
    const holder = holds(container, hostPort);
    if (holder) return holder;
  }
  return undefined;
}

function holds({ Id, Labels, Ports }: ListedContainer, hostPort: string): Holder | undefined {
  for (const [port, bindings] of Object.entries(askedOf(Labels).HostConfig?.PortBindings ?? {})) {
    for (const [nth, { HostPort }] of (bindings ?? []).entries()) {
      const real = Ports.filter(({ PrivatePort, Type }) => `${PrivatePort}/${Type}` === port)[nth]?.PublicPort;
      if ((HostPort || String(real)) === hostPort) return { id: Id, port, nth };
    }
  }
  return undefined;
}

/** The port of this machine behind a port that the session knows. Throws `DaemonError` 404 when nothing has it. */
export async function realPort(session: Session, hostPort: string): Promise<number> {
  const holder = await portHolder(session, hostPort);
  if (!holder) throw new DaemonError(404, `nothing has published port ${hostPort}`);
  const { NetworkSettings } = await session.upstream.json<ContainerFacts>("GET", `/containers/${holder.id}/json`);
  const real = NetworkSettings.Ports[holder.port]?.[holder.nth]?.HostPort;
  if (!real) throw new DaemonError(404, `nothing has published port ${hostPort}`);
  return Number(real);
}
