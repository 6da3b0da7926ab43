/** The host: the ground that everything stands on. */
import "./shapes.css";

export interface GroundProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** How far the hatching reaches below the line. */
const groundDepth = 12;

export function Ground({ x, y, width }: GroundProps) {
  let strokes = "";
  for (let at = x + groundDepth; at <= x + width; at += 13) strokes += `M${at} ${y}l${-groundDepth} ${groundDepth}`;
  return (
    <g class="shape-ground">
      <path class="hatch" d={strokes} />
      <path class="line" d={`M${x} ${y}h${width}`} />
    </g>
  );
}
