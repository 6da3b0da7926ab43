/** Rules that BuildKit checks while it parses (spec §11). They hold for every stage, needed or not. */
import type { BuildWarning, SourceRange } from "../../api.ts";
import type { Stage } from "../ast.ts";
import type { LineReader } from "../lines.ts";
import type { InstructionNode } from "../node.ts";
import { quote } from "../text.ts";

/** A blank line inside a continuation; told at the continuation's last line. */
export function lintEmptyContinuation(reader: LineReader, warnings: BuildWarning[]): void {
  const range = reader.currentRange();
  if (range) warnings.push({ rule: "NoEmptyContinuation", message: "Empty continuation line", range });
}

/** Checks that look at one instruction. They are made before the instruction itself is found right or wrong. */
export function lintInstruction(node: InstructionNode, warnings: BuildWarning[]): void {
  const warn = (rule: string, message: string) => warnings.push({ rule, message, range: node.range });
  if (node.name === "maintainer") warn("MaintainerDeprecated", "Maintainer instruction is deprecated in favor of using label");
  if (node.name !== "from") return;
  const [, as, name] = node.args;
  if (node.args.length === 3 && name !== name?.toLowerCase()) warn("StageNameCasing", `Stage name '${name}' should be lowercase`);
  if (as !== undefined && name !== undefined && !sameCasing(node.keyword, as)) {
    warn("FromAsCasing", `'${as}' and '${node.keyword}' keywords' casing do not match`);
  }
}

/** A comment right above a stage or an ARG is its description and should say so. Made when the instruction is right. */
export function lintDescription(node: InstructionNode, names: readonly string[], warnings: BuildWarning[]): void {
  const comment = node.comments.at(-1);
  const first = names[0];
  if (comment === undefined || first === undefined || names.includes(comment.split(" ")[0] as string)) return;
  const example = names.length > 1 ? "<arg_key>" : first;
  const message = `Comment for ${node.name.toUpperCase()} should follow the format: \`# ${example} <description>\``;
  warnings.push({ rule: "InvalidDefinitionDescription", message, range: node.range });
}

/** Mixed case in FROM is another rule's affair. */
function sameCasing(from: string, as: string): boolean {
  if (from === from.toLowerCase()) return as === as.toLowerCase();
  return from !== from.toUpperCase() || as === as.toUpperCase();
}

/** Checks on the stages as a whole: their names, and the casing of all keywords. */
export function lintStages(stages: readonly Stage[], warnings: BuildWarning[]): void {
  const seen = new Set<string>();
  for (const { name, from } of stages) {
    if (name === undefined) continue;
    if (name === "scratch" || name === "context") {
      const message = `Stage name should not use the same name as reserved stage ${quote(name)}`;
      warnings.push({ rule: "ReservedStageName", message, range: from.range });
    }
    if (seen.has(name)) {
      const message = `Duplicate stage name ${quote(name)}, stage names should be unique`;
      warnings.push({ rule: "DuplicateStageName", message, range: from.range });
    }
    seen.add(name);
  }
  lintCasing(stages, warnings);
}

function lintCasing(stages: readonly Stage[], warnings: BuildWarning[]): void {
  let balance = 0;
  for (const { keyword } of keywords(stages)) {
    if (keyword === keyword.toLowerCase()) balance--;
    else if (keyword === keyword.toUpperCase()) balance++;
  }
  const majority = balance < 0 ? "lowercase" : "uppercase";
  for (const { keyword, range } of keywords(stages)) {
    const wanted = majority === "lowercase" ? keyword.toLowerCase() : keyword.toUpperCase();
    if (keyword === wanted) continue;
    const message = `Command '${keyword}' should match the case of the command majority (${majority})`;
    warnings.push({ rule: "ConsistentInstructionCasing", message, range });
  }
}

function* keywords(stages: readonly Stage[]): Iterable<{ readonly keyword: string; readonly range: SourceRange }> {
  for (const { from, instructions } of stages) {
    yield from;
    yield* instructions;
  }
}
