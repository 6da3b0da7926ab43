/** One layer as a plate, seen from the front and a little above. It stretches sideways; its thickness is exact. */
import type { Look } from "./words.ts";

interface Props {
  look: Look;
  thickness: number;
  rise: number;
  /** A base image: drawn as the strata it is made of. */
  base: boolean;
  /** In pixels, where it is not stretched. */
  width?: number;
}

const WIDTH = 196;
/** Slope of the drawing: how far the back edge is shifted for each pixel of rise. */
const SKEW = 46 / 22;

export function Plate({ look, thickness: t, rise, base, width = WIDTH }: Props) {
  const dx = Math.min(Math.round(rise * SKEW), Math.round(width / 2));
  const w = width - dx;
  const h = rise + t;
  const strata = base && t >= 8 ? [0.34, 0.67].map((share) => Math.round(rise + t * share) + 0.5) : [];
  return (
    <svg
      class={`plate ${look}`}
      viewBox={`-1 -1 ${width + 2} ${h + 2}`}
      style={{ height: `${h + 2}px` }}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="side" d={`M${w} ${rise}l${dx} ${-rise}v${t}l${-dx} ${rise}z`} />
      <path class="front" d={`M0 ${rise}h${w}v${t}h${-w}z`} />
      {(look === "reran" || look === "failed") && <path class="hatch" d={hatch(w, rise, t)} />}
      {strata.map((y) => (
        <path key={y} class="stratum" d={`M0 ${y}h${w}l${dx} ${-rise}`} />
      ))}
      <path class="top" d={`M0 ${rise}l${dx} ${-rise}h${w}l${-dx} ${rise}z`} />
      {look === "failed" && (
        <path class="crack" d={`M${w * 0.55} ${rise + t}l-9 ${-t * 0.6 - 3}l13 -4l-7 ${-rise * 0.5}l16 -3l4 ${-rise * 0.35}`} />
      )}
    </svg>
  );
}

/** Configuration: no layer, so no plate; a thin line engraved where it stands. */
export function Engraving({ look }: { look: Look }) {
  return (
    <svg
      class={`plate engraving ${look}`}
      viewBox={`-1 -1 ${WIDTH + 2} 10`}
      style={{ height: "10px" }}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="line" d={`M0 7h${WIDTH - 15}L${WIDTH} 1`} />
    </svg>
  );
}

/** Diagonal strokes over the front face, cut off exactly at its edges. */
function hatch(width: number, top: number, thickness: number): string {
  let path = "";
  for (let x = -thickness + 3; x < width; x += 6) {
    const from = Math.max(0, x);
    const to = Math.min(width, x + thickness);
    if (to > from) path += `M${from} ${top + thickness - (from - x)}L${to} ${top + thickness - (to - x)}`;
  }
  return path;
}
