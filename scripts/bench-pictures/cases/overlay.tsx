import type { OverlayView } from "../../../src/views/overlay.ts";
import { overlay } from "../../../src/visualizers/overlay/OverlayPicture.tsx";
import type { BenchCase } from "../bench-case.ts";

/** As many rows as are ever drawn, over 200 layers; `written` of them copied up. */
function tall(written: number): OverlayView {
  return {
    containers: ["app"],
    shown: {
      name: "app",
      image: "app",
      status: "running",
      layers: Array.from({ length: 201 }, (_, index) => ({ createdBy: `RUN make part-${index} # buildkit`, size: index * 1000 })),
      own: { added: 0, copied: written, hidden: 0, bytes: written * 100 },
      rows: Array.from({ length: 120 }, (_, index) => ({
        ...{
          row: "name" as const,
          path: `srv/part-${index}`,
          depth: 1,
          kind: "file" as const,
          lower: { kind: "file" as const, size: 100, layer: index % 200 },
        },
        ...(index < written && { upper: { kind: "file" as const, size: 100 } }),
        merged: { from: index < written ? ("upper" as const) : ("lower" as const), size: 100 },
      })),
      picked: {
        ...{ path: "srv/part-1", seen: "upper" as const, size: 100, own: { kind: "file" as const, size: 100 } },
        story: Array.from({ length: 100 }, (_, index) => ({ layer: 199 - index * 2, did: "modified" as const })),
      },
    },
  };
}

const views = [tall(100), tall(101)] as const;
const ask = { toggled: [], whole: [], path: "srv/part-1" };

export const cases: readonly BenchCase[] = [
  {
    name: "overlay: 120 rows, 200 layers",
    frames: [
      () => <overlay.Component view={views[0]} before={views[1]} ask={ask} onAsk={() => {}} />,
      () => <overlay.Component view={views[1]} before={views[0]} ask={ask} onAsk={() => {}} />,
    ],
  },
];
