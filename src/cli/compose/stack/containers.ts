/** The containers of a project, as the daemon tells them. */
import type { ContainerSummary, Engine } from "../../../engine/api.ts";
import { ComposeProblem } from "../model/problem.ts";
import { label } from "./labels.ts";

export interface StackContainer {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  /** From 1; 0 for a one-off container. */
  readonly number: number;
  readonly oneOff: boolean;
  readonly summary: ContainerSummary;
}

/** Newest first, as the daemon lists them. */
export async function containersOf(engine: Engine, project: string): Promise<StackContainer[]> {
  const listed = await engine.containerList({ all: true, filters: { label: [`${label.project}=${project}`] } });
  return listed.map(fromSummary);
}

/** The same without one-off ones, of one service where it is named. */
export async function replicasOf(engine: Engine, project: string, service?: string): Promise<StackContainer[]> {
  const all = await containersOf(engine, project);
  return all.filter((one) => !one.oneOff && (service === undefined || one.service === service));
}

function fromSummary(summary: ContainerSummary): StackContainer {
  const { Labels } = summary;
  return {
    id: summary.Id,
    name: (summary.Names[0] ?? "").replace(/^\//, ""),
    service: Labels[label.service] ?? "",
    number: Number(Labels[label.number] ?? 0),
    oneOff: Labels[label.oneOff] === "True",
    summary,
  };
}

/** By number; one-off ones last. */
function byNumber(a: StackContainer, b: StackContainer): number {
  return Number(a.oneOff) - Number(b.oneOff) || a.number - b.number;
}

export function byName(a: Pick<StackContainer, "name">, b: Pick<StackContainer, "name">): number {
  return a.name < b.name ? -1 : 1;
}

/** What the daemon lists when it is not asked for all. */
export function isRunning({ summary }: StackContainer): boolean {
  return summary.State === "running" || summary.State === "restarting" || summary.State === "paused";
}

/** A service's running container, the lowest number first, or the one of that number. Throws `ComposeProblem`. */
export async function runningContainer(engine: Engine, project: string, service: string, index?: number): Promise<StackContainer> {
  const all = (await containersOf(engine, project)).filter((one) => one.service === service && isRunning(one));
  const [found] = all.filter((one) => !index || one.number === index).sort(byNumber);
  if (found) return found;
  throw new ComposeProblem(`service ${JSON.stringify(service)} is not running${index ? ` container #${index}` : ""}`);
}

/** Without the project: `web-1`. A name of its own stays whole. */
export function shortName({ name, service, number }: StackContainer, project: string): string {
  return name === `${project}-${service}-${number}` ? name.slice(project.length + 1) : name;
}
