/** What buildx calls a build in its history. */
import { baseName, parentDirectory } from "../paths.ts";

/**
 * The context's folder, with the way from it to a Dockerfile of another name or place; a Dockerfile outside of the context counts from
 * its own folder. Both paths are absolute and clean.
 * @param dockerfile the context's own when absent
 */
export function buildTitle(context: string, dockerfile = `${context}/Dockerfile`): string {
  const folder = parentDirectory(dockerfile);
  const isWithin = folder === context || folder.startsWith(context === "/" ? "/" : `${context}/`);
  const way = isWithin ? folder.slice(context.length) : "";
  const name = baseName(dockerfile) === "Dockerfile" ? "" : `/${baseName(dockerfile)}`;
  return `${baseName(isWithin ? context : folder)}${way}${name}`;
}

/** A title of whatever was built, and the stage that was asked for. */
export function titleWithTarget(title: string, target: string): string {
  return target === "" ? title : `${title} (${target})`.trimStart();
}
