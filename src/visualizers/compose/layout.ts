/** Where services stand: one below the other in the order of their start, with a line from each to those that wait for it. Pixels. */
import type { ComposeProject, ComposeService } from "../../views/compose.ts";

export const size = { title: 38, line: 26, track: 30, gap: 16, foot: 8, lane: 13, arrow: 16, mostReplicas: 4 } as const;

export interface PlacedService {
  readonly service: ComposeService;
  readonly y: number;
  readonly height: number;
  /** Middle of the line of each wait. */
  readonly waits: readonly number[];
  /** Replicas that are drawn; the rest is counted. */
  readonly shown: number;
  readonly folded: boolean;
}
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly met: boolean;
  readonly path: string;
  readonly head: { readonly x: number; readonly y: number };
}
export interface Layout {
  readonly left: number;
  readonly height: number;
  readonly services: readonly PlacedService[];
  readonly edges: readonly Edge[];
}

/** With more services than this those that are up and waited for by nobody new are one line each. */
const mostOpen = 14;
/** More lines beside each other share a lane. */
const mostLanes = 7;

export function layoutOf({ services }: ComposeProject, opened: ReadonlySet<string>): Layout {
  let y = 0;
  const placed = services.map((service): PlacedService => {
    const folded = services.length > mostOpen && !opened.has(service.name);
    const made = place(service, y, folded);
    y += made.height + (folded ? 6 : size.gap);
    return made;
  });
  const byName = new Map(placed.map((each) => [each.service.name, each]));
  const wanted = placed.flatMap((to) =>
    to.service.waitsFor.flatMap((wait, index) => {
      const from = byName.get(wait.service);
      return from ? [{ wait, from, to, end: to.waits[index] ?? to.y + size.title / 2 }] : [];
    }),
  );
  const sources = [...new Set(wanted.map(({ from }) => from.service.name))];
  const lanes = lanesOf(
    sources.map((name) => ({
      name,
      from: byName.get(name)?.y ?? 0,
      to: Math.max(...wanted.filter(({ from }) => from.service.name === name).map(({ end }) => end)),
    })),
  );
  const count = Math.max(0, ...[...lanes.values()].map((lane) => lane + 1));
  const left = wanted.length === 0 ? 0 : count * size.lane + size.arrow;
  const edges = wanted.map(({ wait, from, to, end }): Edge => {
    const x = left - size.arrow - (lanes.get(from.service.name) ?? 0) * size.lane;
    const start = from.y + size.title / 2;
    return {
      from: from.service.name,
      to: to.service.name,
      met: wait.met,
      path: `M${left} ${start}H${x}V${end}H${left - 5}`,
      head: { x: left, y: end },
    };
  });
  return { left, height: Math.max(0, y - size.gap) + 8, services: placed, edges };
}

function place(service: ComposeService, y: number, folded: boolean): PlacedService {
  if (folded) return { service, y, height: size.title, waits: [], shown: 0, folded };
  const shown = Math.min(service.replicas.length, size.mostReplicas);
  const waits = service.waitsFor.map((_, index) => y + size.title + index * size.line + size.line / 2);
  const more = service.replicas.length > shown ? 1 : 0;
  const lines = service.waitsFor.length + Math.max(1, shown + more);
  const things = service.networks.length + service.volumes.length > 0 ? size.line : 0;
  const track = service.replicas.some(({ started, created }) => started !== undefined || created !== undefined) ? size.track : 0;
  return { service, y, height: size.title + lines * size.line + track + things + size.foot, waits, shown, folded };
}

/** A lane for each service that is waited for: one that is free over the whole way, the innermost first. */
function lanesOf(spans: readonly { readonly name: string; readonly from: number; readonly to: number }[]): Map<string, number> {
  const ends: number[] = [];
  const lanes = new Map<string, number>();
  for (const { name, from, to } of spans) {
    let lane = ends.findIndex((end) => end < from);
    if (lane < 0) lane = Math.min(ends.length, mostLanes - 1);
    ends[lane] = Math.max(ends[lane] ?? 0, to);
    lanes.set(name, lane);
  }
  return lanes;
}
