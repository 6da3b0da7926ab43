/** Which distributions an installation brings in. */
import type { Libc } from "../binaries.ts";
import { type PythonPackage, pickVersion, pythonPackages } from "./catalogue.ts";
import { normalize, parseRequirement, type Requirement } from "./requirement.ts";
import { type Specifier, satisfies } from "./version.ts";

export interface Candidate {
  readonly item: PythonPackage;
  readonly version: string;
  readonly requirement: Requirement;
  /** Names of what it needs, normalized. */
  readonly needs: readonly string[];
  /** Asked for by the user, not only by another package. */
  readonly requested: boolean;
}

/** Told for every requirement in the order pip meets it. */
export interface ResolveEvents {
  /** A version was chosen. `again` when the name was met before. */
  candidate(candidate: Candidate): Promise<void> | void;
  /** It is installed already and good enough; then nothing is collected. */
  satisfied(requirement: Requirement, version: string): Promise<void> | void;
}

/** The index has no such project, or none of its versions fits. */
export class NoMatch extends Error {
  readonly requirement: Requirement;
  /** What there is, oldest first. */
  readonly versions: readonly string[];
  constructor(requirement: Requirement, versions: readonly string[]) {
    super(requirement.name);
    this.requirement = requirement;
    this.versions = versions;
  }
}

export interface ResolveOptions {
  readonly libc: Libc;
  readonly constraints: readonly Requirement[];
  /** Version of what is installed and may stay, by normalized name. */
  installed(name: string): string | undefined;
  /** Take the newest even if an older one is there: everything asked for by the user. */
  readonly upgrade: boolean;
  readonly noDependencies: boolean;
}

/** Breadth first, as pip collects. Throws `NoMatch` and what the events throw. */
export async function resolve(requested: readonly Requirement[], options: ResolveOptions, events: ResolveEvents): Promise<Candidate[]> {
  const chosen = new Map<string, Candidate>();
  const settled = new Set<string>();
  const known = new Map<string, Specifier[]>();
  const note = (requirement: Requirement): void => {
    const name = normalize(requirement.name);
    known.set(name, [...(known.get(name) ?? []), ...requirement.specifiers]);
  };
  options.constraints.forEach(note);
  requested.forEach(note);
  const queue: { requirement: Requirement; top: boolean }[] = requested.map((requirement) => ({ requirement, top: true }));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { requirement, top } = next;
    const name = normalize(requirement.name);
    const key = `${name}[${[...requirement.extras].sort().join(",")}]`;
    if (settled.has(key)) continue;
    settled.add(key);
    const item = pythonPackages().get(name);
    const present = options.installed(name);
    const specifiers = known.get(name) ?? [];
    if (present !== undefined && !(options.upgrade && top) && goodEnough(present, specifiers)) {
      await events.satisfied(requirement, present);
    } else if (!chosen.has(name)) {
      const version = item && installable(item, options.libc) ? pickVersion(item, specifiers) : undefined;
      if (!item || version === undefined)
        throw new NoMatch(requirement, item && installable(item, options.libc) ? [...item.versions].reverse() : []);
      const needs = options.noDependencies ? [] : item.requires.map((text) => normalize(parseRequirement(text, "")?.name ?? text));
      const candidate: Candidate = { item, version, requirement, needs, requested: top };
      chosen.set(name, candidate);
      await events.candidate(candidate);
    }
    if (!item || options.noDependencies) continue;
    const origin = `${requirement.name}${chosen.has(name) && requirement.specifiers.some(({ operator }) => operator === "==") ? `==${chosen.get(name)?.version}` : ""}`;
    const from = requirement.from ? `${origin}->${requirement.from}` : origin;
    const wanted = [
      ...(present !== undefined && !chosen.has(name) ? [] : item.requires),
      ...requirement.extras.flatMap((extra) => item.extras[extra] ?? []),
    ];
    for (const text of wanted) {
      const dependency = parseRequirement(text, from);
      if (!dependency) continue;
      note(dependency);
      queue.push({ requirement: dependency, top: false });
    }
  }
  return order([...chosen.values()], chosen);
}

/** Whether what is installed is good enough. */
function goodEnough(version: string, specifiers: readonly Specifier[]): boolean {
  return satisfies(version, specifiers);
}

function installable(item: PythonPackage, libc: Libc): boolean {
  return item.wheels !== "glibc" || libc === "glibc" || item.build !== undefined;
}

/** What is needed comes before what needs it, as pip lists and installs. */
function order(candidates: readonly Candidate[], byName: ReadonlyMap<string, Candidate>): Candidate[] {
  const result: Candidate[] = [];
  const seen = new Set<Candidate>();
  const visit = (candidate: Candidate): void => {
    if (seen.has(candidate)) return;
    seen.add(candidate);
    for (const name of candidate.needs) {
      const needed = byName.get(name);
      if (needed) visit(needed);
    }
    result.push(candidate);
  };
  for (const candidate of [...candidates].sort((a, b) => (normalize(a.item.name) < normalize(b.item.name) ? 1 : -1))) visit(candidate);
  return result;
}
