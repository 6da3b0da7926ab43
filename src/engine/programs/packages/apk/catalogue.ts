/** Alpine's packages, read from the catalogue's table. */
import { table } from "../../../../../content/catalogue/packages/apk.ts";
import { isLibrary } from "../libraries.ts";

export interface ApkPackage {
  readonly name: string;
  readonly version: string;
  readonly downloadKb: number;
  readonly installedKb: number;
  readonly depends: readonly string[];
  readonly files: readonly string[];
  readonly description: string;
}

const words = (text: string | undefined): string[] => (text ?? "").split(" ").filter(Boolean);

let packages: ReadonlyMap<string, ApkPackage> | undefined;

/** All packages by name. */
export function apkPackages(): ReadonlyMap<string, ApkPackage> {
  packages ??= new Map(
    table
      .trim()
      .split("\n")
      .map((line) => {
        const [name = "", version = "", sizes = "", depends, files, ...description] = line.split("|").map((field) => field.trim());
        const [downloadKb = 0, installedKb = 0] = sizes.split("/").map(Number);
        return [
          name,
          { name, version, downloadKb, installedKb, depends: words(depends), files: words(files), description: description.join("|") },
        ];
      }),
  );
  return packages;
}

/** What `apk add` finds under a name: an empty package for a library that the mirror lacks. */
export function findApk(name: string): ApkPackage | undefined {
  return apkPackages().get(name) ?? (isLibrary(name) ? { ...emptyPackage, name } : undefined);
}

const emptyPackage = {
  version: "1.0-r0",
  downloadKb: 40,
  installedKb: 120,
  depends: [],
  files: [],
  description: "An empty package of Drydock's",
};
