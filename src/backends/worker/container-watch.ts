import type { Engine } from "../../engine/api.ts";
import type { ShownContainer } from "../backend.ts";
import { shownContainers } from "./container-list.ts";

/** Between two tellings, in milliseconds: a container that crashes all the time is told of now and then. */
const rest = 200;

/** Tells what containers there are, at once and whenever something happens to one. Stops when `signal` aborts. */
export async function watchContainers(
  engine: Engine,
  tell: (containers: readonly ShownContainer[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let planned = false;
  const look = async (): Promise<void> => {
    planned = false;
    if (!signal.aborted) tell(await shownContainers(engine));
  };
  await look();
  try {
    for await (const { Type } of await engine.events({ signal })) {
      if (planned || (Type !== "container" && Type !== "network")) continue;
      planned = true;
      setTimeout(() => void look(), rest);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
