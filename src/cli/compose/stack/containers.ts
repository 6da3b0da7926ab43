/** The containers of a project, as the daemon tells them. */
import type { ContainerSummary, Engine } from "../../../engine/api.ts";
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

/** By service and number; one-off ones last. */
export async function containersOf(engine: Engine, project: string): Promise<StackContainer[]> {
  const listed = await engine.containerList({ all: true, filters: { label: [`${label.project}=${project}`] } });
  return listed.map(fromSummary).sort(inOrder);
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

function inOrder(a: StackContainer, b: StackContainer): number {
  if (a.oneOff !== b.oneOff) return a.oneOff ? 1 : -1;
  if (a.service !== b.service) return a.service < b.service ? -1 : 1;
  return a.number - b.number || (a.name < b.name ? -1 : 1);
}

export function isRunning({ summary }: StackContainer): boolean {
  return summary.State === "running" || summary.State === "restarting" || summary.State === "paused";
}

/** Without the project: `web-1`. A name of its own stays whole. */
export function shortName({ name }: StackContainer, project: string): string {
  return name.startsWith(`${project}-`) ? name.slice(project.length + 1) : name;
}
