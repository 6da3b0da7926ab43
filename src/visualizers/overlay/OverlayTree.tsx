/** The tree in three columns. */
import type { NameRow, OverlayAsk, OverlayRow, ShownContainer } from "../../views/overlay.ts";
import { sizeInWords } from "../layers/words.ts";
import { rove } from "../shapes/roving.ts";
import { counted } from "../shapes/words.ts";
import { type Cell, columnsOf } from "./columns.ts";
import { imageLayers } from "./words.ts";

interface Props {
  readonly shown: ShownContainer;
  readonly before: ShownContainer | undefined;
  readonly ask: OverlayAsk;
  readonly onAsk: ((ask: OverlayAsk) => void) | undefined;
}

export function OverlayTree({ shown, before, ask, onAsk }: Props) {
  const { rows, layers, own, name } = shown;
  const known = before && new Map(before.rows.map((row) => [keyOf(row), row]));
  const first = rows[0] && keyOf(rows[0]);
  const focusable = rows.some((row) => row.row === "name" && row.path === ask.path) ? `name ${ask.path}` : first;
  return (
    <table class="ov-tree" onKeyDown={(event) => rove(event, ".ov-pick")}>
      <caption class="visually-hidden">The files of {name}, by layer</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">Name</span>
          </th>
          <th scope="col" class="lower">
            <b>lower</b> image, {counted(imageLayers(layers), "layer")}
          </th>
          <th scope="col" class="upper">
            <b>upper</b> its own, {sizeInWords(own.bytes)}
          </th>
          <th scope="col" class="merged">
            <b>merged</b> what it sees
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && (
          <tr>
            <td colSpan={4}>Nothing differs from the image.</td>
          </tr>
        )}
        {rows.map((row) => {
          const key = keyOf(row);
          return row.row === "fold" ? (
            <tr key={key} class="ov-fold">
              <td colSpan={4} style={{ "--depth": row.depth }}>
                {onAsk ? (
                  <button
                    type="button"
                    class="ov-pick"
                    tabIndex={key === focusable ? 0 : -1}
                    onClick={() => onAsk({ ...ask, whole: [...ask.whole, row.path] })}
                  >
                    {foldText(row.count)}
                  </button>
                ) : (
                  foldText(row.count)
                )}
              </td>
            </tr>
          ) : (
            <Name
              key={key}
              row={row}
              before={known?.get(key) as NameRow | undefined}
              isCompared={known !== undefined}
              isPicked={row.path === ask.path}
              isFocusable={key === focusable}
              onPick={onAsk && (() => onAsk(picking(ask, row)))}
            />
          );
        })}
      </tbody>
    </table>
  );
}

const keyOf = (row: OverlayRow): string => `${row.row} ${row.path}`;
const foldText = (count: number): string => `… ${counted(count, "more name")}, as in the image`;

/** Picks a name; a directory that is picked opens or closes too. */
function picking(ask: OverlayAsk, { path, directory }: NameRow): OverlayAsk {
  if (!directory) return { ...ask, path };
  const toggled = ask.toggled.includes(path) ? ask.toggled.filter((other) => other !== path) : [...ask.toggled, path];
  return { ...ask, path, toggled };
}

interface NameProps {
  readonly row: NameRow;
  readonly before: NameRow | undefined;
  readonly isCompared: boolean;
  readonly isPicked: boolean;
  readonly isFocusable: boolean;
  readonly onPick: (() => void) | undefined;
}

function Name({ row, before, isCompared, isPicked, isFocusable, onPick }: NameProps) {
  const { path, depth, directory, mount, lower, upper, merged } = row;
  const cells = columnsOf(row);
  const text = `${path.slice(path.lastIndexOf("/") + 1)}${row.kind === "directory" ? "/" : ""}`;
  const upperIsNew = isCompared && upper !== undefined && (before === undefined || before.upper?.kind !== upper.kind || !before.upper);
  return (
    <tr class={[isPicked && "picked", isCompared && before === undefined && "came"].filter(Boolean).join(" ") || undefined}>
      <th scope="row" style={{ "--depth": depth }}>
        {onPick ? (
          <button
            type="button"
            class="ov-pick"
            aria-pressed={isPicked}
            aria-expanded={directory?.open}
            tabIndex={isFocusable ? 0 : -1}
            title={`/${path}`}
            onClick={onPick}
          >
            <Twist directory={directory} />
            <bdi>{text}</bdi>
          </button>
        ) : (
          <span class="ov-pick" title={`/${path}`}>
            <Twist directory={directory} />
            <bdi>{text}</bdi>
          </span>
        )}
        {mount && <small>under {mount}</small>}
        {directory && !directory.open && directory.names > 0 && <small>{counted(directory.names, "name")}</small>}
      </th>
      <td class="lower">{cells.lower && <Plate cell={cells.lower} note={sizeOf(lower)} />}</td>
      <td class={`upper${upperIsNew ? ` just ${cells.upper?.look}` : ""}`}>
        {cells.upper && <Plate cell={cells.upper} note={sizeOf(upper)} />}
      </td>
      <td class="merged">
        <Plate cell={cells.merged} note={merged && row.kind === "file" ? sizeInWords(merged.size) : undefined} />
      </td>
    </tr>
  );
}

function sizeOf(entry: { readonly kind: string; readonly size: number } | undefined): string | undefined {
  return entry?.kind === "file" ? sizeInWords(entry.size) : undefined;
}

function Twist({ directory }: { directory: NameRow["directory"] }) {
  return (
    <i aria-hidden="true" class="ov-twist">
      {directory ? (directory.open ? "▾" : "▸") : ""}
    </i>
  );
}

const marks: Readonly<Record<Cell["look"], string>> = {
  image: "",
  hidden: "–",
  new: "+",
  copied: "↻",
  whiteout: "✕",
  opaque: "▩",
  seen: "",
  both: "",
  gone: "–",
  plain: "",
};

/** A name's piece of a layer. */
function Plate({ cell: { word, look }, note }: { cell: Cell; note: string | undefined }) {
  return (
    <span class={`ov-plate ${look}`}>
      {marks[look] && <span aria-hidden="true">{marks[look]} </span>}
      {word}
      {note && <small>{note}</small>}
    </span>
  );
}
