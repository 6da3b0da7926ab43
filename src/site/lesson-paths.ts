/** How folders become addresses: `lessons/05-cache/02-order-matters/` is `/learn/cache/order-matters/`. */

/** `05-cache/02-order-matters/index.mdx` → `cache/order-matters`; `05-cache/module.yaml` → `cache`. */
export function slugOf(entry: string): string {
  return foldersOf(entry)
    .map((folder) => folder.replace(/^\d+-/, ""))
    .join("/");
}

/** The number a folder begins with: 5 for `05-cache`. Throws, naming the folder, when there is none. */
export function numberOf(folder: string): number {
  const number = /^(\d+)-./.exec(folder)?.[1];
  if (number === undefined) {
    throw new Error(
      `lessons/${folder}: a module's or lesson's folder begins with its place in the course: rename it to "01-${folder}" or so.`,
    );
  }
  return Number(number);
}

/** `lessons/05-cache/02-order-matters/index.mdx` → [`05-cache`, `02-order-matters`]. */
export function foldersOf(path: string): string[] {
  const folders = path.split("/").slice(0, -1);
  return folders[0] === "lessons" ? folders.slice(1) : folders;
}
