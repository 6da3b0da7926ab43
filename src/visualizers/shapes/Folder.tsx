/** A folder of the host that a container sees: a bind. */
import "./shapes.css";

export interface FolderProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function Folder({ x, y, width, height }: FolderProps) {
  const tab = Math.min(24, width / 3);
  return (
    <g class="shape-folder">
      <path d={`M${x} ${y + 7}v${height - 7}h${width}v${7 - height}h${tab - width + 6}l-6 -7h${-tab}z`} />
    </g>
  );
}
