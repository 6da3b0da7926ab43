/** One container: its walls, what runs in it, what it may use, and its processes' numbers on the host's ground. */
import type { NamespaceKind } from "../../engine/api.ts";
import type { NamespacesView, ProcessView, RoomView } from "../../views/namespaces.ts";
import { stateOf } from "../shapes/state.ts";
import { Meters } from "./Meters.tsx";
import { nearest, openWalls, theHost, wallsOf, type Wall } from "./walls.ts";

/** More processes than this are counted. */
const most = 4;
const stamps = { up: "cached", down: "skipped", trouble: "failed", waiting: "skipped" } as const;

interface Props {
  readonly room: RoomView;
  readonly view: NamespacesView;
  /** How it was before; absent where it was not there, or nothing was. */
  readonly before: RoomView | undefined;
  readonly isNew: boolean;
  /** Its processes are the ones that are asked. */
  readonly isEntered: boolean;
  readonly lens: NamespaceKind | undefined;
  /** What it shares with the rooms beside it. */
  readonly opensTo: { readonly left: readonly NamespaceKind[]; readonly right: readonly NamespaceKind[] };
  readonly onEnter: ((name: string) => void) | undefined;
}

export function RoomOnGround({ room, view, before, isNew, isEntered, lens, opensTo, onEnter }: Props) {
  const { name, hostname, processes, namespaces } = room;
  const { word, mark, look } = stateOf(room);
  const walls = wallsOf(room, view);
  const open = openWalls(walls);
  const ended = before !== undefined && before.namespaces !== undefined && !namespaces;
  const shown = processes.slice(0, processes.length > most ? most - 1 : most);
  return (
    <section class={`ns-plot ground-box${isNew ? " came" : ended ? " moved" : ""}`} aria-label={name}>
      <div class={roomClass(look, open, isEntered, walls, lens)}>
        <p class="ns-name">
          {onEnter && namespaces ? (
            <button
              type="button"
              class="ns-enter"
              aria-pressed={isEntered}
              tabIndex={isEntered ? 0 : -1}
              title={`Ask inside ${name}`}
              onClick={() => onEnter(name)}
            >
              {name}
            </button>
          ) : (
            name
          )}
        </p>
        <p class={`stamp ${stamps[look]}`}>
          <span aria-hidden="true">{mark}</span> {word}
        </p>
        {namespaces && <WallMarks walls={walls} lens={lens} />}
        {namespaces && (
          <p class="ns-hostname">
            hostname <code>{hostname}</code>
          </p>
        )}
        {shown.length > 0 && (
          <ul class="ns-processes">
            {shown.map((process) => (
              <li
                key={process.pid}
                class={`process-box ns-process${before && !before.processes.some(({ pid }) => pid === process.pid) ? " came" : ""}`}
                title={process.command}
              >
                <b>{process.pidInside}</b> <code>{process.command}</code>
              </li>
            ))}
            {processes.length > shown.length && <li class="ns-more">and {processes.length - shown.length} more</li>}
          </ul>
        )}
        <Meters room={room} />
        <Passage side="left" shared={opensTo.left} />
        <Passage side="right" shared={opensTo.right} />
      </div>
      <Drops processes={shown} />
    </section>
  );
}

/** The wall between two rooms, open where they share something. */
function Passage({ side, shared }: { side: "left" | "right"; shared: readonly NamespaceKind[] }) {
  if (shared.length === 0) return null;
  return (
    <span class={`room-passage ${side}`} aria-hidden="true">
      {side === "right" && <b>{shared.join(" ")}</b>}
    </span>
  );
}

/** Pixels from one dotted line to the next, with a number of so many digits between them. */
const dropStep = (digits: number): number => Math.max(41, 14 + digits * 7.5);

/** The numbers that the host has for the processes above. */
function Drops({ processes }: { processes: readonly ProcessView[] }) {
  const step = dropStep(Math.max(0, ...processes.map(({ pid }) => String(pid).length)));
  return (
    <div class="ns-drops" aria-hidden="true">
      {processes.map(({ pid }, index) => (
        <span key={pid} style={{ left: `${20 + index * step}px` }}>
          {pid}
        </span>
      ))}
    </div>
  );
}

/** The walls it has, and what stands where one is down. */
function WallMarks({ walls, lens }: { walls: readonly Wall[]; lens: NamespaceKind | undefined }) {
  const looked = walls.find(({ kind }) => kind === lens);
  if (looked) {
    return (
      <p class={`ns-lens${looked.with.length > 0 ? " open" : ""}`}>
        <code>{`${looked.kind}:[${looked.inode}]`}</code>
        <span>{looked.with.length === 0 ? "its own" : `= ${nearest(looked)}`}</span>
      </p>
    );
  }
  const own = walls.filter((wall) => wall.with.length === 0).map(({ kind }) => kind);
  return (
    <p class="ns-walls">
      <span class="visually-hidden">Walls: </span>
      {own.length > 0 && <span class="own">{own.join(" · ")}</span>}
      {openWalls(walls).map((wall) => (
        <span key={wall.kind} class="open">
          {wall.kind} = {nearest(wall)}
        </span>
      ))}
    </p>
  );
}

/** Open towards the host it has no floor; towards another container there is a passage. */
function roomClass(
  look: string,
  open: readonly Wall[],
  isEntered: boolean,
  walls: readonly Wall[],
  lens: NamespaceKind | undefined,
): string {
  const seen = lens ? walls.filter((wall) => wall.kind === lens && wall.with.length > 0) : open;
  const toHost = seen.some((wall) => wall.with.includes(theHost));
  return ["room-box ns-room", look === "down" || look === "trouble" ? look : "up", toHost && "open-bottom", isEntered && "entered"]
    .filter(Boolean)
    .join(" ");
}
