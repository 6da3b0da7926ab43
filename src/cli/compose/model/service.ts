/** What the commands need to know of a service. */
import type { Mapping } from "./tree.ts";

/** The image that its containers are made of: its own, or what a build of it is called. */
export function imageOf(project: string, name: string, service: Mapping): string {
  return typeof service.image === "string" && service.image !== "" ? service.image : `${project}-${name}`;
}
