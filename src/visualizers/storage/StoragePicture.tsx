/** Containers above, what keeps their bytes below: volumes, folders of the host, memory. */
import "../shapes/shapes.css";
import "./storage.css";
import { useRef, useState } from "preact/hooks";
import type { StorageView, StoringContainer } from "../../views/storage.ts";
import { PictureFrame } from "../frame/PictureFrame.tsx";
import { useWidth } from "../frame/use-width.ts";
import type { Picture, PictureProps } from "../picture.ts";
import { rove } from "../shapes/roving.ts";
import { counted, listed } from "../shapes/words.ts";
import { type Marked, PlotDrawing } from "./PlotDrawing.tsx";
import { plain, plotsOf, type Plot } from "./plots.ts";
import { StoreDetails } from "./StoreDetails.tsx";
import { layoutOf, type PlotLayout, roomSize } from "./layout.ts";
import { removedInWords, shortName, summaryOf, wordsOf } from "./words.ts";

/** More containers that keep nothing than this are told of in one line. */
const mostPlain = 4;
/** More plots than this are counted. */
const mostPlots = 24;

function StoragePicture({ view, before, run }: PictureProps<"storage">) {
  const ground = useRef<HTMLDivElement>(null);
  const width = useWidth(ground, 380);
  const [chosen, choose] = useState<string | undefined>(undefined);
  const leaving = before?.containers.filter(({ name }) => !view.containers.some((container) => container.name === name)) ?? [];
  const plots = plotsOf(withLeaving(view, leaving), width < 520 ? 2 : 4);
  const crowd = plots.filter(plain);
  const folded = crowd.length > mostPlain ? crowd : [];
  const standing = plots.filter((plot) => !folded.includes(plot));
  const drawn = standing.slice(0, mostPlots);
  const marked: Marked = { came: cameSince(view, before), gone: new Set(leaving.map(({ name }) => `room ${name}`)), chosen };
  const layouts = new Map(drawn.map((plot) => [plot, layoutOf(plot, width)]));
  const thingsIn = (plot: Plot) => thingsOf(plot, layouts.get(plot) ?? layoutOf(plot, width));
  const things = drawn.flatMap(thingsIn).filter(({ key }) => !marked.gone.has(key));
  const isThere = things.some(({ key }) => key === chosen);
  return (
    <PictureFrame label="Storage" summary={summaryOf(view)} words={wordsOf(view, before)}>
      <div class="storage" ref={ground}>
        {plots.length === 0 && (
          <p class="st-empty">
            Nothing yet. <code>docker run -d --name db -v data:/data alpine:3.20 sleep infinity</code> makes a container and a volume.
          </p>
        )}
        {removedInWords(view, before).map((sentence) => (
          <p key={sentence} class="st-removed" role="status">
            {sentence}
          </p>
        ))}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go from thing to thing; each is a button of its own */}
        <div class="st-plots" onKeyDown={(event) => rove(event, ".st-thing")}>
          {drawn.map((plot) => (
            <div key={plot.key} class="st-plot ground-box">
              <PlotDrawing plot={plot} layout={layouts.get(plot) ?? layoutOf(plot, width)} marked={marked} />
              {thingsIn(plot)
                .filter(({ key }) => !marked.gone.has(key))
                .map(({ key, label, box }) => (
                  <button
                    key={key}
                    type="button"
                    class="st-thing"
                    style={{ left: `${box.x}px`, top: `${box.y}px`, width: `${box.width}px`, height: `${box.height}px` }}
                    aria-label={label}
                    aria-pressed={key === chosen}
                    tabIndex={key === (isThere ? chosen : things[0]?.key) ? 0 : -1}
                    onClick={() => choose(key === chosen ? undefined : key)}
                  />
                ))}
              {plot.others.length > 0 && <p class="st-others">and so do {listed(plot.others)}</p>}
            </div>
          ))}
        </div>
        {standing.length > drawn.length && <p class="st-folded">and {standing.length - drawn.length} more of the kind</p>}
        {folded.length > 0 && (
          <p class="st-folded">{counted(folded.length, "container")} with nothing of their own, neither in a layer nor in a volume.</p>
        )}
        {chosen && isThere && <StoreDetails view={view} chosen={chosen} run={run} />}
      </div>
    </PictureFrame>
  );
}

/** With the containers that have just gone, as they are drawn once more. */
function withLeaving(view: StorageView, leaving: readonly StoringContainer[]): StorageView {
  if (leaving.length === 0) return view;
  const still = leaving.map((container) => ({
    ...container,
    mounts: container.mounts.filter(
      ({ type, source }) => type === "bind" || view.volumes.some(({ name }) => type === "volume" && name === source),
    ),
  }));
  return { ...view, containers: [...view.containers, ...still].sort((a, b) => a.name.localeCompare(b.name)) };
}

function cameSince(view: StorageView, before: StorageView | undefined): ReadonlySet<string> {
  if (!before) return new Set();
  const rooms = view.containers.filter(({ name }) => !before.containers.some((one) => one.name === name)).map(({ name }) => `room ${name}`);
  const volumes = view.volumes.filter(({ name }) => !before.volumes.some((one) => one.name === name)).map(({ name }) => `volume ${name}`);
  return new Set([...rooms, ...volumes]);
}

interface Thing {
  readonly key: string;
  readonly label: string;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** What of a plot can be pointed at. */
function thingsOf(plot: Plot, layout: PlotLayout): readonly Thing[] {
  return [
    ...plot.rooms.map(({ name }, index): Thing => ({ key: `room ${name}`, label: `Container ${name}`, box: { ...roomAt(layout, index) } })),
    ...plot.stores.map(({ key, kind, name }, index): Thing => {
      const { x, y, width, height } = layout.stores[index] as { x: number; y: number; width: number; height: number };
      return {
        key,
        label: kind === "volume" ? `Volume ${shortName(name)}` : `${kind === "bind" ? "Folder" : "tmpfs at"} ${name}`,
        box: { x, y, width, height },
      };
    }),
  ];
}

function roomAt({ rooms, roomWidth }: PlotLayout, index: number): Thing["box"] {
  const { x, y } = rooms[index] as { x: number; y: number };
  return { x, y, width: roomWidth, height: roomSize.height };
}

export const storage: Picture<"storage"> = { title: "Storage", ask: null, Component: StoragePicture };
