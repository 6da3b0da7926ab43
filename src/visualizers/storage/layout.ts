/** Where everything of a plot stands, in pixels. */
import type { Plot } from "./plots.ts";

export const roomSize = { width: 152, height: 92, gap: 12 } as const;
/** Two rooms stand side by side in this much room, and more. */
const leastWidth = 120;
/** Width of a store with its name. */
const storeWidth = 112;
const storeHeight = 46;
const padding = 8;

export interface PlotLayout {
  readonly width: number;
  readonly height: number;
  readonly ground: number;
  readonly roomWidth: number;
  readonly rooms: readonly { readonly x: number; readonly y: number }[];
  readonly stores: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly ties: readonly { readonly path: string; readonly x: number; readonly y: number; readonly label: number }[];
  }[];
}

/**
 * Rooms above in a row, stores below them on the ground, lines between. Every line leaves its room at a place of its own,
 * and writes the path below the room at a height of its own, so that no words lie on one another.
 * @param available pixels of the panel: rooms are narrower where two of them would not fit
 */
export function layoutOf({ rooms, stores }: Plot, available = Number.POSITIVE_INFINITY): PlotLayout {
  const roomWidth = Math.max(leastWidth, Math.min(roomSize.width, Math.floor((available - 2 * padding - roomSize.gap) / 2)));
  const roomsWidth = rooms.length * roomWidth + Math.max(0, rooms.length - 1) * roomSize.gap;
  const storesWidth = stores.length * storeWidth;
  const width = Math.max(roomsWidth, storesWidth, storeWidth) + 2 * padding;
  const roomsLeft = (width - roomsWidth) / 2;
  const storesLeft = (width - storesWidth) / 2;
  const roomsBottom = rooms.length > 0 ? padding + roomSize.height : 0;
  const tiesOf = rooms.map((_, room) => stores.flatMap((store, index) => (store.ties.some((tie) => tie.room === room) ? [index] : [])));
  const most = Math.max(0, ...tiesOf.map((ties) => ties.length));
  const storeTop = roomsBottom + (most > 0 ? 22 + most * 17 : 10) + 14;
  // A room without stores stands on the ground itself.
  const ground = stores.length > 0 ? storeTop + storeHeight + 22 : roomsBottom + 1;
  return {
    width,
    height: ground,
    ground,
    roomWidth,
    rooms: rooms.map((_, index) => ({ x: roomsLeft + index * (roomWidth + roomSize.gap), y: padding })),
    stores: stores.map((store, index) => {
      const x = storesLeft + index * storeWidth;
      const shape = { width: 72, height: storeHeight };
      return {
        x: x + (storeWidth - shape.width) / 2,
        y: storeTop,
        ...shape,
        ties: store.ties.map(({ room, path }) => {
          const mine = tiesOf[room] ?? [];
          const place = mine.indexOf(index);
          const left = roomsLeft + room * (roomWidth + roomSize.gap);
          return {
            path,
            x: left + (roomWidth * (place + 1)) / (mine.length + 1),
            y: roomsBottom,
            label: roomsBottom + 15 + place * 17,
          };
        }),
      };
    }),
  };
}
