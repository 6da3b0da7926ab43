/** Requirements as they stand in files and on command lines (PEP 508), and the files themselves. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { absolute } from "../lab.ts";
import { formatSpecifiers, parseSpecifiers, type Specifier } from "./version.ts";

export interface Requirement {
  /** As written. */
  readonly name: string;
  readonly extras: readonly string[];
  readonly specifiers: readonly Specifier[];
  /** What `(from …)` says: `-r requirements.txt (line 1)`, `flask`; empty for the command line. */
  readonly from: string;
}

/** `Flask_Cors` and `flask-cors` are one project. */
export function normalize(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

/** As pip repeats it: `uvicorn[standard]>=0.12`. */
export function formatRequirement({ name, extras, specifiers }: Requirement): string {
  return `${name}${extras.length > 0 ? `[${extras.join(",")}]` : ""}${formatSpecifiers(specifiers)}`;
}

/** `undefined` when the text is no requirement, or when its marker says it is not for here. `Invalid` is thrown for the former. */
export function parseRequirement(text: string, from: string): Requirement | undefined {
  const [body = "", marker] = text.split(";").map((part) => part.trim());
  const match = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*\(?([^)]*)\)?$/.exec(
    body.replace(/\s+--hash=\S+/g, "").replace(/\s*@\s*.*$/, ""),
  );
  const specifiers = match && parseSpecifiers(match[3] ?? "");
  if (!match || !specifiers) throw new InvalidRequirement(text);
  if (marker && !appliesHere(marker)) return undefined;
  const extras = (match[2] ?? "")
    .split(",")
    .map((extra) => extra.trim())
    .filter(Boolean);
  return { name: match[1] as string, extras, specifiers, from };
}

export class InvalidRequirement extends Error {}

/** Only what rules a requirement out on Linux with a current Python. */
function appliesHere(marker: string): boolean {
  if (/(sys_platform|platform_system|os_name)\s*==\s*["'](win32|Windows|darwin|Darwin|nt|cygwin)["']/.test(marker)) return false;
  if (/sys_platform\s*!=\s*["']linux["']/.test(marker)) return false;
  return !/python_version\s*<=?\s*["']3\.([0-9]|10)["']/.test(marker) && !/python_version\s*<\s*["']3\.11["']/.test(marker);
}

/** What a requirements file asks for, those it includes as well. */
export interface RequirementsFile {
  readonly requirements: readonly Requirement[];
  readonly constraints: readonly Requirement[];
  /** `-e .` and paths, absolute. */
  readonly projects: readonly { readonly path: string; readonly editable: boolean; readonly written: string }[];
}

/** Throws `MissingFile` or `InvalidRequirement`. `shown` is the path as the user wrote it. */
export function readRequirements(fs: WorkingTree, cwd: string, shown: string, flag: "-r" | "-c" = "-r"): RequirementsFile {
  const path = absolute(cwd, shown);
  if (!fs.exists(path)) throw new MissingFile(shown);
  const requirements: Requirement[] = [];
  const constraints: Requirement[] = [];
  const projects: RequirementsFile["projects"][number][] = [];
  const folder = path.slice(0, path.lastIndexOf("/")) || "/";
  const lines = fs
    .readText(path)
    .replace(/^\uFEFF/, "")
    .replace(/\\\r?\n/g, " ")
    .split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.replace(/(^|\s)#.*$/, "").trim();
    if (line === "") continue;
    const include = /^(-r|--requirement|-c|--constraint)[= ]\s*(\S+)$/.exec(line);
    if (include) {
      const nested = readRequirements(
        fs,
        folder,
        include[2] as string,
        include[1]?.includes("c") && include[1] !== "--requirement" ? "-c" : "-r",
      );
      requirements.push(...nested.requirements);
      constraints.push(...nested.constraints);
      projects.push(...nested.projects);
      continue;
    }
    const editable = /^(?:-e|--editable)[= ]\s*(.+)$/.exec(line);
    if (editable || /^\.{0,2}\//.test(line) || line === ".") {
      const written = (editable?.[1] ?? line).trim();
      projects.push({ path: absolute(cwd, written.replace(/\[.*\]$/, "")), editable: editable !== null, written });
      continue;
    }
    // Options about where to look: there is one index in the lab.
    if (line.startsWith("-")) continue;
    const requirement = parseRequirement(line, `${flag} ${shown} (line ${index + 1})`);
    if (requirement) (flag === "-c" ? constraints : requirements).push(requirement);
  }
  return { requirements, constraints, projects };
}

export class MissingFile extends Error {}
