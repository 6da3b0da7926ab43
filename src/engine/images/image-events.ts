/** What the daemon tells of images: `docker events --filter type=image`. */
import type { ImageDeleteItem } from "../api.ts";
import type { EventLog } from "../events/event-log.ts";

export function tellImage(events: EventLog, action: "tag" | "pull" | "push" | "load" | "import" | "save", id: string, name = id): void {
  events.emit("image", action, id, { name });
}

/**
 * Names taken away and images removed, in their order.
 * @param id the image the first names belonged to
 * @param wasImage whether something that was deleted was an image, not a layer
 */
export function tellRemoved(events: EventLog, id: string, items: readonly ImageDeleteItem[], wasImage: (id: string) => boolean): void {
  for (const { Untagged, Deleted } of items) {
    if (Untagged !== undefined) events.emit("image", "untag", id, { name: id });
    if (Deleted !== undefined && wasImage(Deleted)) events.emit("image", "delete", Deleted, { name: Deleted });
  }
}

export function tellPruned(events: EventLog, type: "image" | "builder", reclaimed: number): void {
  events.emit(type, "prune", "", { reclaimed: String(reclaimed) });
}
