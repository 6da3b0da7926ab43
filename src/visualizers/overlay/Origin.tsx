/** Where one path comes from: the plates of the pile, from the top, and what each has to do with it. */
import type { PickedPath, ShownContainer } from "../../views/overlay.ts";
import { makerOf } from "../images/words.ts";
import { counted } from "../shapes/words.ts";
import { imageLayers, originOf, partWords } from "./words.ts";

export function Origin({ shown, picked }: { shown: ShownContainer; picked: PickedPath }) {
  const { name, layers } = shown;
  const parts = new Map(picked.story.map(({ layer, did }) => [layer, did]));
  const topmost = picked.story[0]?.layer;
  // The daemon's own layer is worth a word only where it has a part.
  const plates = [...layers.keys()].reverse().filter((layer) => layer < imageLayers(layers) || parts.has(layer));
  const nameOf = (layer: number): string => (layer < imageLayers(layers) ? `layer ${layer + 1}` : "the daemon’s");
  return (
    <section class="ov-origin" aria-label={`Where /${picked.path} comes from`}>
      <p class="ov-where" role="status">
        {originOf(shown, picked)}
      </p>
      <ol class="ov-pile" aria-label="Layers, the topmost first">
        <li class={picked.own ? `has ${picked.seen === "upper" ? "seen" : "hides"}` : "passes"}>
          <b>{name}’s own</b>
          <span>{picked.own ? ownWords(picked) : "nothing here"}</span>
        </li>
        {folded(plates, parts).map((item) =>
          typeof item === "number" ? (
            <li key={item} class={`has${item === topmost && picked.seen === "lower" ? " seen" : ""}`}>
              <b>{nameOf(item)}</b>
              <span>
                {partWords[parts.get(item) ?? "added"]} by <code>{makerOf(layers[item]?.createdBy ?? "")}</code>
              </span>
            </li>
          ) : (
            <li key={item.from} class="passes">
              <b>{item.count === 1 ? nameOf(item.from) : `layers ${item.from + 2 - item.count}–${item.from + 1}`}</b>
              <span>{item.count === 1 ? "does not touch it" : `${counted(item.count, "layer")} that do not touch it`}</span>
            </li>
          ),
        )}
      </ol>
    </section>
  );
}

function ownWords({ own }: PickedPath): string {
  if (own?.kind === "whiteout") return "a whiteout";
  if (own?.opaque) return "an opaque directory";
  return own?.kind === "directory" ? "a directory" : "a file of its own";
}

type Folded = number | { readonly from: number; readonly count: number };

/** Layers that have a part, with runs of those that have none counted. `from` is the highest of a run. */
function folded(plates: readonly number[], parts: ReadonlyMap<number, unknown>): readonly Folded[] {
  const items: Folded[] = [];
  for (const layer of plates) {
    const last = items.at(-1);
    if (parts.has(layer)) items.push(layer);
    else if (typeof last === "object") items[items.length - 1] = { from: last.from, count: last.count + 1 };
    else items.push({ from: layer, count: 1 });
  }
  return items;
}
