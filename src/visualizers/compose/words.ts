/** The Compose picture in words. */
import type { ComposeProject, ComposeService, ComposeView, Replica, Wait } from "../../views/compose.ts";
import { stateOf } from "../shapes/state.ts";
import { counted, listed } from "../shapes/words.ts";

export function summaryOf({ projects }: ComposeView): string {
  if (projects.length === 0) return "no Compose file in the workspace, and no project runs";
  return projects.map(projectSummary).join(" · ");
}

function projectSummary({ name, services, problem }: ComposeProject): string {
  if (problem !== undefined) return `${name}: its file can't be read`;
  const up = services.filter(({ replicas }) => replicas.some(({ status }) => status === "running")).length;
  const outdated = services.filter((service) => service.replicas.some((replica) => replica.outdated)).length;
  const change = outdated > 0 ? `, ${outdated} to be made anew` : "";
  return `${name}: ${up} of ${counted(services.length, "service")} up${change}`;
}

export function wordsOf({ projects }: ComposeView): string[] {
  return projects.flatMap(({ name, file, problem, services, disabled }) => [
    `Project ${name}${file ? `, of ${file}` : ", known by its containers alone"}: ${problem ?? counted(services.length, "service")}.`,
    ...services.map((service) => serviceWords(service)),
    ...(disabled.length > 0 ? [`${listed(disabled)}: of a profile that is not active.`] : []),
  ]);
}

function serviceWords({ name, image, builds, waitsFor, wanted, replicas, networks, volumes }: ComposeService): string {
  const from = builds ? `builds ${image}` : `is of ${image}`;
  const waits = waitsFor.length > 0 ? ` It waits until ${listed(waitsFor.map((wait) => waitWords(wait)))}.` : " It waits for nobody.";
  const on = networks.length > 0 ? ` On ${listed(networks)}.` : "";
  const keeps = volumes.length > 0 ? ` Keeps its files in ${listed(volumes)}.` : "";
  const now = replicas.length === 0 ? ` No container yet; ${wanted} wanted.` : ` ${replicas.map(replicaWords).join(" ")}`;
  return `Service ${name} ${from}.${waits}${now}${on}${keeps}`;
}

/** `db is healthy (it is)` */
function waitWords({ service, condition, met }: Wait): string {
  return `${service} ${conditionWords(condition)} (${met ? "it has come about" : "not yet"})`;
}

export function conditionWords(condition: Wait["condition"]): string {
  if (condition === "service_healthy") return "is healthy";
  return condition === "service_completed_successfully" ? "has done its work" : "has started";
}

function replicaWords(replica: Replica): string {
  const { name, outdated, started, healthy, ended } = replica;
  const moments = [
    started !== undefined ? `started ${seconds(started)} after the beginning` : undefined,
    healthy !== undefined ? `healthy after ${seconds(healthy)}` : undefined,
    ended !== undefined ? `ended after ${seconds(ended)}` : undefined,
  ].filter((words) => words !== undefined);
  const times = moments.length > 0 ? `, ${listed(moments)}` : "";
  return `${name} is ${stateOf(replica).word}${times}${outdated ? "; the file has other settings for it now, the next up makes it anew" : ""}.`;
}

/** `0.4 s`, `12 s`. */
export function seconds(ms: number): string {
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
