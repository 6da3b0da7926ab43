/** A network: a thick line, with a drop for everyone plugged in. */
import "./shapes.css";

export interface WireProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Where drops leave the line, and how far down they reach. */
  readonly drops: readonly { readonly x: number; readonly to: number }[];
  /** `--internal`: no way out. */
  readonly isolated?: boolean;
}

export function Wire({ x, y, width, drops, isolated = false }: WireProps) {
  return (
    <g class={`shape-wire${isolated ? " isolated" : ""}`}>
      <path class="line" d={`M${x} ${y}h${width}`} />
      {drops.map((drop) => (
        <g key={drop.x}>
          <path class="drop" d={`M${drop.x} ${y}V${drop.to}`} />
          <circle cx={drop.x} cy={y} r={4.5} />
        </g>
      ))}
    </g>
  );
}
