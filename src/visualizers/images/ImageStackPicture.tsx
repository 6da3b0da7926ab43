/** One image as a stack: a plate for each layer, the lowest at the bottom, as thick as it is large. */
import { thicknessOf } from "../layers/layout.ts";
import type { ImageStack } from "../../engine/api.ts";
import type { LayerUsers } from "./words.ts";

interface Props {
  image: ImageStack;
  users: LayerUsers;
  /** Layers of the image that is pointed at, when that is another one. */
  lit: ReadonlySet<string> | undefined;
}

const WIDTH = 92;
const SLANT = 16;
const RISE = 8;
const GAP = 3;
/** More plates than this are drawn as one pile. */
const MOST = 14;

export function ImageStackPicture({ image, users, lit }: Props) {
  const layers = image.layers.slice(-MOST);
  let y = 0;
  const plates = layers.map(({ digest, size }) => {
    const thickness = Math.max(3, Math.round(thicknessOf(size) * 0.5));
    const plate = { digest, bottom: y, thickness, isShared: (users.get(digest)?.length ?? 0) > 1, isLit: lit?.has(digest) === true };
    y += thickness + GAP;
    return plate;
  });
  const height = Math.max(y, 10) + RISE + 2;
  const face = WIDTH - SLANT;
  return (
    <svg class="image-stack" viewBox={`0 0 ${WIDTH + 2} ${height}`} width={WIDTH + 2} height={height} aria-hidden="true">
      {plates.map(({ digest, bottom, thickness, isShared, isLit }, index) => {
        const top = height - 1 - bottom - thickness;
        return (
          <g key={`${index}${digest}`} class={["image-plate", isShared && "shared", isLit && "lit"].filter(Boolean).join(" ")}>
            <path class="top" d={`M1 ${top}l${SLANT} ${-RISE}h${face}l${-SLANT} ${RISE}z`} />
            <path class="side" d={`M${face + 1} ${top}l${SLANT} ${-RISE}v${thickness}l${-SLANT} ${RISE}z`} />
            <path class="front" d={`M1 ${top}h${face}v${thickness}h${-face}z`} />
            {isShared && <path class="tie" d={`M7 ${top + thickness / 2}h6`} />}
          </g>
        );
      })}
    </svg>
  );
}
