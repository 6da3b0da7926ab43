/** A process: a bar with its number and its name. */
import "./shapes.css";

export interface ProcessProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** As it is seen from where the bar stands. */
  readonly pid: number;
  readonly name: string;
  readonly state?: "running" | "ended" | "trouble";
}

/** Height of a bar, in the units of the drawing. */
const processHeight = 30;
/** Width of a letter of the name. */
const letter = 7.85;

export function Process({ x, y, width, pid, name, state = "running" }: ProcessProps) {
  const number = String(pid);
  const start = 12 + number.length * letter + 12;
  const room = Math.max(1, Math.floor((width - start - 8) / letter));
  return (
    <g class={`shape-process ${state}`}>
      <rect x={x} y={y} width={width} height={processHeight} />
      <text class="number" x={x + 12} y={y + 20}>
        {number}
      </text>
      <text x={x + start} y={y + 20}>
        {name.length > room ? `${name.slice(0, room - 1)}…` : name}
      </text>
    </g>
  );
}
