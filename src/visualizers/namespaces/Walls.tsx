/** The eight walls of the room that is asked, each with its number, and rooms with one wall less to start. */
import type { NamespaceKind } from "../../engine/api.ts";
import type { NamespacesView } from "../../views/namespaces.ts";
import { rove } from "../shapes/roving.ts";
import { listed } from "../shapes/words.ts";
import { kinds, nearest, openings, standing, wallMarks, wallsOf } from "./walls.ts";

interface Props {
  readonly view: NamespacesView;
  readonly inside: string | undefined;
  readonly lens: NamespaceKind | undefined;
  readonly onLens: (kind: NamespaceKind | undefined) => void;
  readonly onEnter: ((name: string) => void) | undefined;
  readonly run: ((line: string) => void) | undefined;
}

export function Walls({ view, inside, lens, onLens, onEnter, run }: Props) {
  const room = view.rooms.find(({ name }) => name === inside);
  if (!room) return null;
  const walls = wallsOf(room, view);
  const looked = walls.find(({ kind }) => kind === lens);
  return (
    <div class="ns-walls-of">
      <p class="eyebrow">Walls around {room.name}</p>
      <fieldset class="ns-bricks" aria-label={`Walls around ${room.name}`} onKeyDown={(event) => rove(event, "button")}>
        {walls.map((wall) => (
          <button
            key={wall.kind}
            type="button"
            class={standing(wall)}
            aria-pressed={wall.kind === lens}
            tabIndex={wall.kind === (lens ?? "pid") ? 0 : -1}
            onClick={() => onLens(wall.kind === lens ? undefined : wall.kind)}
          >
            <span aria-hidden="true">{wallMarks[standing(wall)]}</span>
            {wall.kind}
            {standing(wall) === "open" && <span aria-hidden="true"> = {nearest(wall)}</span>}
            <span class="visually-hidden">{wall.with.length > 0 ? `, shared with ${listed(wall.with)}` : ", its own"}</span>
          </button>
        ))}
      </fieldset>
      <p class="ns-looked" role="status">
        {looked ? (
          <>
            <code>{`${looked.kind}:[${looked.inode}]`}</code> hides {kinds.find(({ kind }) => kind === looked.kind)?.hides}.{" "}
            {looked.with.length > 0
              ? `${standing(looked) === "usual" ? "Docker does not build it" : "It is down"}: the same number as ${listed(looked.with)}.`
              : `Only ${room.name} has this number.`}
          </>
        ) : (
          "Choose a wall to see its number, and who has the same one."
        )}
      </p>
      {run && onEnter && (
        <details class="ns-openings">
          <summary>Take one wall down</summary>
          <ul>
            {openings.map(({ kind, name, command, appears }) => {
              const there = view.rooms.some((one) => one.name === name && one.namespaces);
              return (
                <li key={kind}>
                  <button
                    type="button"
                    class="picture-link"
                    onClick={() => {
                      if (!there) run(command);
                      onLens(kind);
                      onEnter(name);
                    }}
                  >
                    {there ? `Look into ${name}` : <code>{command}</code>}
                  </button>{" "}
                  <span>{appears}</span>
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </div>
  );
}
