/** make: rules, prerequisites by time, variables; no functions but the common automatic variables. */
import type { Process, Program } from "../../program.ts";
import { absolute, print, printError } from "../lab.ts";

interface Rule {
  readonly needs: readonly string[];
  readonly recipe: readonly string[];
}

interface Makefile {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly phony: ReadonlySet<string>;
  readonly variables: ReadonlyMap<string, string>;
  readonly first?: string;
}

export const make: Program = async (process, descriptor) => {
  const args = process.argv.slice(1);
  if (args.includes("--version") || args.includes("-v")) {
    print(process, `GNU Make ${String(descriptor.data?.version ?? "4.3")}`, "Built for x86_64-pc-linux-gnu");
    return 0;
  }
  let file: string | undefined;
  let folder = process.cwd;
  const targets: string[] = [];
  const given = new Map<string, string>();
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    const assignment = /^(\w+)=(.*)$/.exec(word);
    if (word === "-f") file = args[++index];
    else if (word === "-C") folder = absolute(process.cwd, args[++index] ?? ".");
    else if (word === "-j" && /^\d+$/.test(args[index + 1] ?? "")) index++;
    else if (assignment) given.set(assignment[1] as string, assignment[2] as string);
    else if (!word.startsWith("-")) targets.push(word);
  }
  const here: Process = { ...process, cwd: folder };
  const path = (file ? [file] : ["GNUmakefile", "makefile", "Makefile"])
    .map((name) => absolute(folder, name))
    .find((each) => process.fs.exists(each));
  if (!path) {
    printError(
      process,
      file
        ? `make: ${file}: No such file or directory\nmake: *** No rule to make target '${file}'.  Stop.`
        : targets.length > 0
          ? `make: *** No rule to make target '${targets[0]}'.  Stop.`
          : "make: *** No targets specified and no makefile found.  Stop.",
    );
    return 2;
  }
  const makefile = parse(process.fs.readText(path), given);
  if (makefile.first === undefined && targets.length === 0) {
    printError(process, "make: *** No targets.  Stop.");
    return 2;
  }
  const done = new Set<string>();
  for (const target of targets.length > 0 ? targets : [makefile.first as string]) {
    const before = done.size;
    const code = await bring(here, makefile, target, done, []);
    if (code !== 0) return code;
    if (done.size === before || !makefile.rules.get(target)?.recipe.length) continue;
    if (!ran.get(done)?.has(target)) print(process, `make: '${target}' is up to date.`);
  }
  return 0;
};

/** Targets whose recipe was run, by the set of what is done. */
const ran = new WeakMap<Set<string>, Set<string>>();

function parse(text: string, given: ReadonlyMap<string, string>): Makefile {
  const rules = new Map<string, { needs: string[]; recipe: string[] }>();
  const phony = new Set<string>();
  const variables = new Map<string, string>([["CC", "cc"], ["CXX", "g++"], ["RM", "rm -f"], ...given]);
  let current: string[] = [];
  let first: string | undefined;
  for (const line of text.replace(/\\\n\s*/g, " ").split("\n")) {
    if (line.startsWith("\t")) {
      for (const target of current) rules.get(target)?.recipe.push(line.slice(1));
      continue;
    }
    const plain = line.replace(/#.*$/, "").trimEnd();
    const assignment = /^(?:export\s+)?(\w+)\s*(:=|\?=|\+=|=)\s*(.*)$/.exec(plain);
    const rule = /^([^:=]+):(?!=)\s*(.*)$/.exec(plain);
    if (assignment) {
      const [, name = "", operator, value = ""] = assignment;
      if (given.has(name) || (operator === "?=" && variables.has(name))) continue;
      variables.set(name, operator === "+=" ? `${variables.get(name) ?? ""} ${value}`.trim() : value);
    } else if (rule) {
      current = expand(rule[1] as string, variables)
        .split(/\s+/)
        .filter(Boolean);
      const needs = expand(rule[2] as string, variables)
        .split(/\s+/)
        .filter(Boolean);
      for (const target of current) {
        if (target === ".PHONY") for (const name of needs) phony.add(name);
        else {
          const known = rules.get(target) ?? { needs: [], recipe: [] };
          known.needs.push(...needs);
          rules.set(target, known);
          if (!target.startsWith(".")) first ??= target;
        }
      }
    }
  }
  return { rules, phony, variables, ...(first !== undefined ? { first } : {}) };
}

function expand(text: string, variables: ReadonlyMap<string, string>, depth = 0): string {
  if (depth > 20) return text;
  return text.replace(/\$[({](\w+)[)}]/g, (_, name: string) => expand(variables.get(name) ?? "", variables, depth + 1));
}

async function bring(process: Process, makefile: Makefile, target: string, done: Set<string>, above: readonly string[]): Promise<number> {
  if (done.has(target) || above.includes(target)) return 0;
  const rule = makefile.rules.get(target) ?? pattern(process, makefile, target);
  const path = absolute(process.cwd, target);
  const there = process.fs.lookup(path);
  if (!rule) {
    if (there) return 0;
    const wanting = above.at(-1);
    printError(process, `make: *** No rule to make target '${target}'${wanting ? `, needed by '${wanting}'` : ""}.  Stop.`);
    return 2;
  }
  for (const need of rule.needs) {
    const code = await bring(process, makefile, need, done, [...above, target]);
    if (code !== 0) return code;
  }
  done.add(target);
  const set = ran.get(done) ?? new Set<string>();
  ran.set(done, set);
  const stale =
    makefile.phony.has(target) ||
    !there ||
    rule.needs.some((need) => set.has(need) || (process.fs.lookup(absolute(process.cwd, need))?.mtime ?? 0) > there.mtime);
  if (!stale) return 0;
  if (rule.recipe.length > 0) set.add(target);
  const env = new Map(process.env);
  for (const raw of rule.recipe) {
    const automatic = raw
      .replaceAll("$@", target)
      .replaceAll("$<", rule.needs[0] ?? "")
      .replaceAll("$^", rule.needs.join(" "));
    const command = expand(automatic, makefile.variables).replaceAll("$$", "$");
    const [, prefix = "", line = ""] = /^([@-]*)(.*)$/s.exec(command.trim()) ?? [];
    if (line === "") continue;
    if (!prefix.includes("@")) print(process, line);
    const code = await process.spawn(["/bin/sh", "-c", line], { env, cwd: process.cwd });
    if (code !== 0 && !prefix.includes("-")) {
      printError(process, `make: *** [Makefile: ${target}] Error ${code}`);
      return 2;
    }
  }
  return 0;
}

/** `%.o: %.c`, and the built-in rule for it. */
function pattern(process: Process, makefile: Makefile, target: string): Rule | undefined {
  for (const [name, rule] of makefile.rules) {
    if (!name.includes("%")) continue;
    const [before = "", after = ""] = name.split("%");
    if (!target.startsWith(before) || !target.endsWith(after)) continue;
    const stem = target.slice(before.length, target.length - after.length);
    return { needs: rule.needs.map((need) => need.replace("%", stem)), recipe: rule.recipe };
  }
  const source = `${target.replace(/\.o$/, "")}.c`;
  if (!process.fs.exists(absolute(process.cwd, source))) return undefined;
  return target.endsWith(".o")
    ? { needs: [source], recipe: ["$(CC) $(CFLAGS) -c -o $@ $<"] }
    : { needs: [source], recipe: ["$(CC) $(CFLAGS) $< -o $@"] };
}
