/** Lines from stage to stage, behind the plates: files that cross over, and stages that stand on others. */
import { barFoot, barTop, laneHeight, margin, rise } from "./measures.ts";
import type { Bar, Edge, Schedule } from "./schedule.ts";

export function Edges({ schedule }: { schedule: Schedule }) {
  const { lanes, edges, width } = schedule;
  const places = new Map(lanes.flatMap(({ bars }, lane) => bars.map((bar) => [bar.id, { bar, lane }] as const)));
  const height = lanes.length * laneHeight;
  return (
    <svg class="edges" width={width + 2 * margin} height={height} aria-hidden="true">
      {lanes.map(({ bars, stage }, lane) => (
        <Keel key={stage.index} bars={bars.filter(({ critical }) => critical)} lane={lane} />
      ))}
      {edges.map((edge, index) => {
        const [from, to] = [places.get(edge.from), places.get(edge.to)];
        return from && to ? <Line key={`${edge.from}>${edge.to}`} edge={edge} from={from} to={to} slip={shared(edges, index)} /> : null;
      })}
    </svg>
  );
}

interface Place {
  readonly bar: Bar;
  readonly lane: number;
}

/** Down from the end of one plate, along above the other lane, and in at the other's beginning. */
function Line({ edge, from, to, slip }: { edge: Edge; from: Place; to: Place; slip: number }) {
  const x1 = margin + Math.max(from.bar.from + 4, from.bar.to - 8);
  const x2 = margin + Math.min(to.bar.to - 5, to.bar.from + 9 + slip * 5);
  const y1 = from.lane * laneHeight + barFoot;
  const y2 = to.lane * laneHeight + barTop + rise / 2;
  const turn = to.lane * laneHeight - 5 + slip * 3;
  return (
    <g class={`edge ${edge.kind} ${edge.critical ? "critical" : ""}`}>
      <circle cx={x1} cy={y1} r="2.500" />
      <path d={`M${x1} ${y1}V${turn}H${x2}V${y2 - 4}`} />
      <path class="arrow" d={`M${x2 - 4} ${y2 - 7}L${x2} ${y2}L${x2 + 4} ${y2 - 7}z`} />
    </g>
  );
}

/** The chain that decided the time: a heavy line under its plates. */
function Keel({ bars, lane }: { bars: readonly Bar[]; lane: number }) {
  const [first, last] = [bars[0], bars.at(-1)];
  const y = lane * laneHeight + barFoot + 3;
  return first && last ? <path class="keel" d={`M${margin + first.from} ${y}H${margin + last.to}`} /> : null;
}

/** How many lines before this one end at the same plate. */
function shared(edges: readonly Edge[], index: number): number {
  return edges.slice(0, index).filter(({ to }) => to === edges[index]?.to).length;
}
