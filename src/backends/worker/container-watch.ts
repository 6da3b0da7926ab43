import type { ContainerView, Engine } from "../../engine/api.ts";
import { containerViews } from "./container-views.ts";

/** Between two tellings, in milliseconds: a container that crashes all the time is told of now and then. */
const rest = 200;

/** Tells what containers there are, at once and whenever something happens to one. Stops when `signal` aborts. */
export async function watchContainers(
  engine: Engine,
  tell: (containers: readonly ContainerView[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let planned = false;
  const look = async (): Promise<void> => {
    planned = false;
    if (!signal.aborted) tell(await containerViews(engine));
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
