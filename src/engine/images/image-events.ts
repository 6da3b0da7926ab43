/** What the daemon tells of images: `docker events --filter type=image`. */
import type { ImageConfig, ImageDeleteItem } from "../api.ts";
import type { EventLog } from "../events/event-log.ts";
import type { Image } from "./image.ts";
import { familiarString, parseReference, withDefaultTag } from "./reference.ts";

type ImageAction = "create" | "tag" | "pull" | "push" | "load" | "import" | "save";

/** @param labels of the image, which events of it carry as far as they are known */
export function tellImage(events: EventLog, action: ImageAction, id: string, name = id, labels?: ImageConfig["Labels"]): void {
  events.emit("image", action, id, { ...labels, name });
}

/** Names an image was given. */
export function tellNamed(events: EventLog, { id, config }: Image, names: readonly string[]): void {
  for (const name of names) tellImage(events, "tag", id, familiarString(withDefaultTag(parseReference(name))), config.Labels);
}

/** An image was made here, by a build or a commit. */
export function tellMade(events: EventLog, { id, config }: Image): void {
  tellImage(events, "create", id, id, config.Labels);
}

/**
 * Names taken away and images removed, in their order.
 * @param id the image the first names belonged to
 * @param wasImage whether something that was deleted was an image, not a layer
 */
export function tellRemoved(
  events: EventLog,
  id: string,
  items: readonly ImageDeleteItem[],
  wasImage: (id: string) => boolean,
  labels?: ImageConfig["Labels"],
): void {
  for (const { Untagged, Deleted } of items) {
    if (Untagged !== undefined) events.emit("image", "untag", id, { ...labels, name: id });
    if (Deleted !== undefined && wasImage(Deleted)) events.emit("image", "delete", Deleted, { name: Deleted });
  }
}

export function tellPruned(events: EventLog, type: "image" | "builder", reclaimed: number): void {
  events.emit(type, "prune", "", { reclaimed: String(reclaimed) });
}
