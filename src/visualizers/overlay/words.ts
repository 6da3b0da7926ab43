/** The overlay picture in words. */
import type { LowerLayer, NameRow, OverlayView, PickedPath, ShownContainer } from "../../views/overlay.ts";
import { makerOf } from "../images/words.ts";
import { sizeInWords } from "../layers/words.ts";
import { counted, listed } from "../shapes/words.ts";

export const partWords = { added: "added", modified: "changed", deleted: "deleted" } as const;

export function summaryOf({ shown }: OverlayView): string {
  if (!shown) return "No container, no overlay";
  const { name, image, own, layers } = shown;
  const parts = [
    own.added > 0 && `${own.added} new`,
    own.copied > 0 && `${own.copied} copied up`,
    own.hidden > 0 && `${own.hidden} hidden`,
  ].filter((part) => part !== false);
  return `${name}: ${parts.length > 0 ? `${listed(parts)}, ${sizeInWords(own.bytes)} of its own` : "nothing of its own yet"}, over ${counted(imageLayers(layers), "layer")} of ${image}`;
}

/** More than this is told of in a number. */
const most = 40;

export function wordsOf(view: OverlayView): string[] {
  const { shown } = view;
  if (!shown) return ["There is no container."];
  const changed = shown.rows.filter((row): row is NameRow => row.row === "name" && row.upper !== undefined);
  const told = changed.map(changeInWords).filter((sentence) => sentence !== undefined);
  return [
    `${shown.name} is ${shown.status}. It sees ${shown.image} with a layer of its own on top.`,
    ...told.slice(0, most),
    ...(told.length > most ? [`And ${told.length - most} more.`] : []),
    ...(told.length === 0 ? ["It has written nothing so far: all it sees is the image’s."] : []),
    ...shown.rows.flatMap((row) =>
      row.row === "name" && row.mount ? [`On /${row.path} lies a mount, the ${row.mount}: what the layers have there is not seen.`] : [],
    ),
    ...(shown.picked ? [originOf(shown, shown.picked)] : []),
  ];
}

function changeInWords({ path, lower, upper, kind, covered }: NameRow): string | undefined {
  if (upper?.kind === "whiteout")
    return `A whiteout hides /${path}${lower?.kind === "directory" ? " and all in it" : ""}; the image still has it.`;
  if (upper?.opaque) return `/${path} is opaque: it was removed and made anew, and shows nothing of what the image has there.`;
  if (upper?.kind === "directory") return lower ? undefined : `/${path} is a new directory.`;
  if (!lower || covered) return `/${path} is new, ${sizeInWords(upper?.size ?? 0)}.`;
  if (lower.kind !== kind) return `/${path} is new; the image has a ${lower.kind} under that name.`;
  return `/${path} was copied up from the image and changed: ${sizeInWords(lower.size)} there, ${sizeInWords(upper?.size ?? 0)} in its own layer.`;
}

/** One paragraph on where a path comes from. */
export function originOf({ name, image, layers }: Pick<ShownContainer, "name" | "image" | "layers">, picked: PickedPath): string {
  const { path, own, seen, size, story, coveredBy, mount } = picked;
  const [topmost] = story;
  const made = topmost && placeOf(topmost.layer, layers);
  const there = topmost !== undefined && topmost.did !== "deleted";
  if (mount) return `/${path} is under a mount, the ${mount}: what the layers have there is not seen.`;
  if (seen === "upper" && own) {
    if (own.opaque) return `/${path} is ${name}’s own, and opaque: nothing of what ${made ?? image} has there is seen through it.`;
    if (own.kind === "directory")
      return there
        ? `/${path} is in both: names of ${name}’s own layer together with those of ${image}.`
        : `/${path} is a directory of ${name}’s own.`;
    if (there && !coveredBy)
      return `/${path} is ${name}’s own copy, ${sizeInWords(size)}. It was copied up from ${made}, which keeps its own.`;
    return `/${path} is ${name}’s own, ${sizeInWords(size)}; ${coveredBy ? `/${coveredBy} hides what the image has below it` : "no layer of the image has it"}.`;
  }
  if (seen === "lower") return `/${path} comes from ${made ?? image}. ${name} only reads it.`;
  if (coveredBy !== undefined) return `/${path} is not seen: /${coveredBy} hides it. ${made ?? image} still has it.`;
  return own?.kind === "whiteout"
    ? `/${path} is not seen: a whiteout in ${name}’s own layer hides it. ${made ?? image} still has it.`
    : `There is no /${path}.`;
}

/** The last of `layers` is the daemon's own. */
export const imageLayers = (layers: readonly LowerLayer[]): number => layers.length - 1;

function placeOf(layer: number, layers: readonly LowerLayer[]): string {
  if (layer >= imageLayers(layers)) return "the layer that the daemon puts between image and container";
  return `layer ${layer + 1} of ${imageLayers(layers)} (${short(makerOf(layers[layer]?.createdBy ?? ""))})`;
}

const short = (text: string): string => (text.length > 70 ? `${text.slice(0, 69)}…` : text);
