/** POSIX paths as Go's `path` package and BuildKit's frontend treat them. */

/** Shortest equal path; an absolute one cannot climb above `/`. Empty becomes `.`. */
export function cleanPath(path: string): string {
  const absolute = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!absolute) parts.push(part);
  }
  return (absolute ? "/" : "") + parts.join("/") || (absolute ? "/" : ".");
}

/** Last element: `/` for the root. */
export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, "");
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

export function parentPath(path: string): string {
  const cut = path.lastIndexOf("/");
  return cut <= 0 ? "/" : path.slice(0, cut);
}

/** A WORKDIR argument against the current one: only a relative one is joined and cleaned (spec §3.1). */
export function resolveWorkdir(current: string, path: string): string {
  if (path === "") return current || "/";
  return path.startsWith("/") ? path : cleanPath(`/${current}/${path}`);
}

/**
 * The destination of COPY and ADD: absolute and cleaned, but a final `/` or `/.` stays and counts (spec §4).
 * @param cwd the stage's working directory
 */
export function resolveDestination(cwd: string, path: string): string {
  const written = path === "." || path === "" ? "./" : path;
  const clean = cleanPath(written.startsWith("/") ? written : `/${cwd}/${written}`);
  if (written.endsWith("/") && clean !== "/") return `${clean}/`;
  return written.endsWith("/.") ? `${clean === "/" ? "" : clean}/.` : clean;
}

/** A COPY source inside its context or stage: `..` cannot leave it. */
export function resolveSource(path: string): string {
  return cleanPath(`/${path}`);
}

/** True when BuildKit takes the path for a pattern. */
export function hasWildcard(path: string): boolean {
  for (let at = 0; at < path.length; at++) {
    const letter = path[at];
    if (letter === "\\") at++;
    else if (letter === "*" || letter === "?" || letter === "[") return true;
  }
  return false;
}

/** The directories above the first part of a pattern that is one. */
export function fixedPart(pattern: string): string {
  const parts = pattern.split("/").slice(1);
  return `/${parts.slice(0, parts.findIndex(hasWildcard)).join("/")}`;
}
