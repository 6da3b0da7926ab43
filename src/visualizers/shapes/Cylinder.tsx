/** A volume: a cylinder, filled as far as it holds something. */
import "./shapes.css";

export interface CylinderProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Part that is full, 0 to 1. */
  readonly full?: number;
  /** A tmpfs: gone with what uses it. */
  readonly fleeting?: boolean;
  /** Nobody mounts it. */
  readonly unused?: boolean;
}

export function Cylinder({ x, y, width, height, full = 0, fleeting = false, unused = false }: CylinderProps) {
  const rx = width / 2;
  const ry = Math.min(9, width / 7);
  const top = y + ry;
  const bottom = y + height - ry;
  const level = bottom - (bottom - top) * Math.max(0, Math.min(1, full));
  const classes = ["shape-cylinder", fleeting && "fleeting", unused && "unused"].filter(Boolean).join(" ");
  return (
    <g class={classes}>
      <path class="body" d={`M${x} ${top}V${bottom}a${rx} ${ry} 0 0 0 ${width} 0V${top}`} />
      {full > 0 && (
        <path class="contents" d={`M${x} ${level}V${bottom}a${rx} ${ry} 0 0 0 ${width} 0V${level}a${rx} ${ry} 0 0 1 ${-width} 0z`} />
      )}
      <ellipse class="lid" cx={x + rx} cy={top} rx={rx} ry={ry} />
    </g>
  );
}
