/** Functions as bash lists them (`declare -f`, `type`): laid out anew from the syntax tree. */
import { type Command, type FunctionDefinition, type Pipeline, type Redirection, type Statement, unparse, type Word } from "./syntax.ts";

const step = "    ";

export function functionListing({ name, body, redirections }: FunctionDefinition): string {
  const inner = body.type === "Group" ? lines(body.body, 1, "") : `${step}${command(body, 1)}`;
  const outside = body.type === "Group" ? [...body.redirections, ...redirections] : redirections;
  return `${name} () \n{ \n${inner}\n}${redirected(outside)}\n`;
}

/** One statement below the other. */
function lines(statements: readonly Statement[], depth: number, end: "" | ";"): string {
  const pad = step.repeat(depth);
  return statements
    .map((one, index) => `${pad}${statement(one, depth)}${one.background ? "" : index < statements.length - 1 ? ";" : end}`)
    .join("\n");
}

function statement({ pipelines, operators, background }: Statement, depth: number): string {
  const text = pipelines.map((one, index) => `${index === 0 ? "" : ` ${operators[index - 1]} `}${pipeline(one, depth)}`).join("");
  return background ? `${text} &` : text;
}

function pipeline({ commands, negated }: Pipeline, depth: number): string {
  return `${negated ? "! " : ""}${commands.map((one) => command(one, depth)).join(" | ")}`;
}

function command(one: Command, depth: number): string {
  const pad = step.repeat(depth);
  const inside = (statements: readonly Statement[]) => lines(statements, depth + 1, ";");
  const told = (statements: readonly Statement[]) => statements.map((each) => statement(each, depth)).join("; ");
  switch (one.type) {
    case "SimpleCommand":
      return asTyped(unparse(one));
    case "FunctionDef":
      return `function ${functionListing(one).trimEnd().replaceAll("\n", `\n${pad}`)}`;
    case "If": {
      const [first, ...rest] = one.clauses;
      if (!first) return "";
      const nested: Command | undefined = rest.length > 0 ? { ...one, clauses: rest, redirections: [] } : undefined;
      const otherwise = nested ? `${pad}${step}${command(nested, depth + 1)};` : one.elseBody && inside(one.elseBody);
      const tail = otherwise ? `${pad}else\n${otherwise}\n` : "";
      return `if ${told(first.condition)}; then\n${inside(first.body)}\n${tail}${pad}fi${redirected(one.redirections)}`;
    }
    case "For": {
      const list = one.words ? ` in ${one.words.map(word).join(" ")}` : ' in "$@"';
      return `for ${one.variable}${list};\n${pad}do\n${inside(one.body)}\n${pad}done${redirected(one.redirections)}`;
    }
    case "While":
    case "Until":
      return `${one.type.toLowerCase()} ${told(one.condition)}; do\n${inside(one.body)}\n${pad}done${redirected(one.redirections)}`;
    case "Case": {
      const items = one.items.map(({ patterns, body, terminator }) => {
        const place = `${pad}${step}`;
        return `${place}${patterns.map(word).join(" | ")})\n${lines(body, depth + 2, "")}\n${place}${terminator}\n`;
      });
      return `case ${word(one.word)} in \n${items.join("")}${pad}esac${redirected(one.redirections)}`;
    }
    case "Group":
      return `{ \n${lines(one.body, depth + 1, "")}\n${pad}}${redirected(one.redirections)}`;
    case "Subshell":
      return `( ${lines(one.body, depth, "").trimStart()} )${redirected(one.redirections)}`;
    default:
      return unparse(one);
  }
}

/** just-bash writes a few things more carefully than people do. */
function asTyped(text: string): string {
  return text.replace(/([<>]&) (?=[\d-])/g, "$1").replace(/^(\[ .*) \\\](?=\s|$)/, "$1 ]");
}

function word(one: Word): string {
  return unparse({ type: "SimpleCommand", name: one, args: [], assignments: [], redirections: [] });
}

/** As they stand behind a command, with the space before the first. */
function redirected(redirections: readonly Redirection[]): string {
  if (redirections.length === 0) return "";
  const text = unparse({ type: "SimpleCommand", name: null, args: [], assignments: [], redirections: [...redirections] });
  return ` ${asTyped(text)}`;
}
