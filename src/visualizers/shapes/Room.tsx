/** A container: a room. All sizes in the units of the drawing it stands in. */
import "./shapes.css";

export interface RoomProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Whether something runs in it; `trouble` when it ended badly. */
  readonly state: "up" | "down" | "trouble";
  /** Walls that do not separate: shared with another room, or with the host. */
  readonly open?: readonly ("left" | "right" | "top" | "bottom")[];
}

export function Room({ x, y, width, height, state, open = [] }: RoomProps) {
  const sides = {
    left: `M${x} ${y}v${height}`,
    right: `M${x + width} ${y}v${height}`,
    top: `M${x} ${y}h${width}`,
    bottom: `M${x} ${y + height}h${width}`,
  } as const;
  return (
    <g class={`shape-room ${state}`}>
      <rect class="floor" x={x} y={y} width={width} height={height} />
      {(["left", "right", "top", "bottom"] as const).map((side) => (
        <path key={side} class={`wall${open.includes(side) ? " open" : ""}`} d={sides[side]} />
      ))}
    </g>
  );
}
