/** A published port: a door in the host's ground line. */
import "./shapes.css";

export interface DoorProps {
  /** Middle of the door, and the ground line it stands in. */
  readonly x: number;
  readonly y: number;
  readonly port: number;
}

export function Door({ x, y, port }: DoorProps) {
  const text = String(port);
  const width = text.length * 7.3 + 14;
  return (
    <g class="shape-door">
      <rect x={x - width / 2} y={y - 11} width={width} height={22} />
      <text x={x} y={y + 4} text-anchor="middle">
        {text}
      </text>
    </g>
  );
}
