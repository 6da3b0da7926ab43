/** What happens to a project's containers, until none of them runs any more. */
import type { Engine, EventMessage } from "../../../engine/api.ts";
import { stillThere } from "../../../engine/api/still-there.ts";
import { replicasOf } from "./containers.ts";
import { label } from "./labels.ts";

export interface ContainerEvent {
  readonly kind: "created" | "recreated" | "started" | "exited";
  readonly id: string;
  /** As logs call it: without the project. */
  readonly source: string;
  readonly service: string;
  readonly exitCode: number;
  /** It is started again by itself. */
  readonly restarting: boolean;
  /** `web-1`, of a container that takes another's place. */
  readonly replaces: string;
}

/**
 * Listens from the call on; the events end when the last container has.
 * @param services whose containers count; all when there are none
 */
export async function monitor(
  engine: Engine,
  project: string,
  services: readonly string[],
  signal: AbortSignal,
): Promise<AsyncIterable<ContainerEvent>> {
  const isWanted = (service: string): boolean => services.length === 0 || services.includes(service);
  const alive = new Set((await replicasOf(engine, project)).filter(({ service }) => isWanted(service)).map(({ id }) => id));
  const stream = await engine.events({ filters: { type: ["container"], label: [`${label.project}=${project}`] }, signal });
  return follow(engine, stream, alive, isWanted);
}

async function* follow(
  engine: Engine,
  stream: AsyncIterable<EventMessage>,
  alive: Set<string>,
  isWanted: (service: string) => boolean,
): AsyncGenerator<ContainerEvent> {
  const restarting = new Set<string>();
  if (alive.size === 0) return;
  for await (const message of stream) {
    const about = aboutOf(message);
    if (!isWanted(about.service) || message.Actor.Attributes[label.oneOff] === "True") continue;
    const { id } = about;
    if (message.Action === "create") {
      alive.add(id);
      yield { ...about, kind: about.replaces === "" ? "created" : "recreated" };
    } else if (message.Action === "start") {
      alive.add(id);
      yield { ...about, kind: "started", restarting: restarting.has(id) };
    } else if (message.Action === "die") {
      const again = await startsAgain(engine, id);
      if (again) restarting.add(id);
      else alive.delete(id);
      yield { ...about, kind: "exited", restarting: again };
    }
    if (alive.size === 0) return;
  }
}

function aboutOf({ Actor: { ID, Attributes } }: EventMessage): Omit<ContainerEvent, "kind"> {
  const { name = "", exitCode = "0" } = Attributes;
  const service = Attributes[label.service] ?? "";
  const project = Attributes[label.project] ?? "";
  const isOrdinary = name === `${project}-${service}-${Attributes[label.number]}`;
  return {
    id: ID,
    source: isOrdinary ? name.slice(project.length + 1) : name,
    service,
    exitCode: Number(exitCode),
    restarting: false,
    replaces: Attributes[label.replaces] ?? "",
  };
}

async function startsAgain(engine: Engine, id: string): Promise<boolean> {
  const found = await stillThere(engine.containerInspect(id));
  return found !== undefined && (found.State.Restarting || found.State.Running);
}
