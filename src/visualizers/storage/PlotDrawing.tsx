/** One plot: rooms with the thin plate of their own layer, and what stands on the host's ground. */
import type { StoringContainer } from "../../views/storage.ts";
import { sizeInWords } from "../layers/words.ts";
import { Cylinder } from "../shapes/Cylinder.tsx";
import { Folder } from "../shapes/Folder.tsx";
import { Room } from "../shapes/Room.tsx";
import { stateOf } from "../shapes/state.ts";
import { type PlotLayout, roomSize } from "./layout.ts";
import type { Plot, Store } from "./plots.ts";
import { isUp, shortName, thickness } from "./words.ts";

export interface Marked {
  readonly came: ReadonlySet<string>;
  /** Rooms that were removed just now: drawn as they leave. */
  readonly gone: ReadonlySet<string>;
  readonly chosen: string | undefined;
}

export function PlotDrawing({ plot, layout, marked }: { plot: Plot; layout: PlotLayout; marked: Marked }) {
  const { width, height, ground } = layout;
  return (
    <svg class="st-drawing" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {plot.stores.map((store, index) => (
        <Ties key={store.key} store={store} at={layout.stores[index] as PlotLayout["stores"][number]} />
      ))}
      {plot.rooms.map((room, index) => (
        <RoomDrawing
          key={room.name}
          room={room}
          {...(layout.rooms[index] as { x: number; y: number })}
          width={layout.roomWidth}
          marked={marked}
        />
      ))}
      {plot.stores.map((store, index) => (
        <StoreDrawing
          key={store.key}
          store={store}
          at={layout.stores[index] as PlotLayout["stores"][number]}
          ground={ground}
          marked={marked}
        />
      ))}
    </svg>
  );
}

/** @param name of a room */
function classOf(base: string, key: string, { came, gone, chosen }: Marked): string {
  return [base, came.has(key) && "came", gone.has(key) && "leaving", chosen === key && "chosen"].filter(Boolean).join(" ");
}

interface RoomProps {
  readonly room: StoringContainer;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly marked: Marked;
}

function RoomDrawing({ room, x, y, width, marked }: RoomProps) {
  const { height } = roomSize;
  const key = `room ${room.name}`;
  const leaves = marked.gone.has(key);
  const plate = thickness(room.writable);
  const state = stateOf(room);
  return (
    <g class={classOf("st-room", key, marked)}>
      <Room x={x + 1.5} y={y} width={width - 3} height={height} state={isUp(room) && !leaves ? "up" : "down"} />
      <text class="name" x={x + 11} y={y + 22}>
        {cutTo(room.name, Math.floor((width - 22) / 9))}
      </text>
      <text class="fine" x={x + 11} y={y + 39}>
        {leaves ? "– removed" : `${state.mark} ${state.word}`}
      </text>
      <g class="st-plate">
        <path d={`M${x + 10} ${y + height - 6 - plate}l9 -5h${width - 29}l-9 5z`} />
        <path d={`M${x + 10} ${y + height - 6 - plate}h${width - 29}v${plate}h${29 - width}z`} />
        <path d={`M${x + width - 19} ${y + height - 6 - plate}l9 -5v${plate}l-9 5z`} />
        <text class="fine" x={x + 11} y={y + height - 16 - plate}>
          {room.writable > 0 ? `own layer ${sizeInWords(room.writable)}` : "own layer, empty"}
        </text>
      </g>
    </g>
  );
}

function Ties({ store, at }: { store: Store; at: PlotLayout["stores"][number] }) {
  const top = at.y + (store.kind === "bind" ? 4 : 6);
  const middle = at.x + at.width / 2;
  return (
    <g class={`st-ties ${store.kind}`}>
      {at.ties.map(({ path, x, y, label }, index) => {
        const readOnly = store.ties[index]?.readOnly === true;
        return (
          <g key={`${x}${path}`} class={readOnly ? "read-only" : undefined}>
            <path d={`M${x} ${y}V${label + 6}L${middle} ${top}`} />
            <text x={x} y={label} text-anchor="middle">
              {cutTo(`${path}${readOnly ? " ro" : ""}`, 20)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

interface StoreProps {
  readonly store: Store;
  readonly at: PlotLayout["stores"][number];
  readonly ground: number;
  readonly marked: Marked;
}

function StoreDrawing({ store, at, ground, marked }: StoreProps) {
  const { kind, name, volume } = store;
  const middle = at.x + at.width / 2;
  const unused = volume !== undefined && volume.users.length === 0;
  const words =
    kind === "bind" ? "folder of the host" : kind === "tmpfs" ? "tmpfs, in memory" : unused ? "– nobody’s" : sizeInWords(volume?.size ?? 0);
  return (
    <g class={classOf(`st-store ${kind}`, store.key, marked)}>
      {kind === "bind" ? (
        <Folder x={at.x} y={at.y + 4} width={at.width} height={at.height - 4} />
      ) : (
        <Cylinder
          x={at.x}
          y={at.y}
          width={at.width}
          height={at.height}
          full={kind === "volume" ? thickness(volume?.size ?? 0) / 14 : 0}
          fleeting={kind === "tmpfs"}
          unused={unused}
        />
      )}
      <text class="fine" x={middle} y={at.y + at.height / 2 + 8} text-anchor="middle">
        {kind === "tmpfs" ? "tmpfs" : kind === "bind" ? "bind" : cutTo(shortName(name), 11)}
      </text>
      <text class={`fine${unused ? " unused" : ""}`} x={middle} y={ground - 7} text-anchor="middle">
        {kind === "bind" ? cutTo(name.split("/").slice(-2).join("/"), 18) : words}
      </text>
    </g>
  );
}

const cutTo = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
