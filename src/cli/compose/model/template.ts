/** `$NAME`, `${NAME:-default}` and their kin (spec compose §2.4). */

/** A text that is no template: Compose shows it with a hint. */
export class InvalidTemplate extends Error {
  readonly template: string;
  constructor(template: string) {
    super(`You may need to escape any $ with another $.\n${template}`);
    this.template = template;
  }
}

/** `${NAME:?message}` and there is no such variable. */
export class RequiredVariable extends Error {
  constructor(name: string, message: string) {
    super(`required variable ${name} is missing a value${message === "" ? "" : `: ${message}`}`);
  }
}

export interface Variables {
  /** `undefined` when there is none of that name. */
  get(name: string): string | undefined;
  /** A variable without a value where one was expected. */
  unset(name: string): void;
}

const nameAt = /[_a-zA-Z][_a-zA-Z0-9]*/y;

/**
 * The text with its variables replaced; nested ones in defaults too.
 * Throws `InvalidTemplate`, `RequiredVariable`.
 */
export function substitute(template: string, variables: Variables): string {
  let out = "";
  for (let at = 0; at < template.length; ) {
    const dollar = template.indexOf("$", at);
    if (dollar < 0) return out + template.slice(at);
    out += template.slice(at, dollar);
    const next = template[dollar + 1];
    if (next === "$") {
      out += "$";
      at = dollar + 2;
    } else if (next === "{") {
      const end = closingBrace(template, dollar + 2);
      out += braced(template, template.slice(dollar + 2, end), variables);
      at = end + 1;
    } else {
      const name = readName(template, dollar + 1);
      out += name === "" ? "$" : plain(name, variables);
      at = dollar + 1 + name.length;
    }
  }
  return out;
}

function readName(text: string, at: number): string {
  nameAt.lastIndex = at;
  return nameAt.exec(text)?.[0] ?? "";
}

/** Where the brace that was opened before `at` closes. */
function closingBrace(template: string, at: number): number {
  let depth = 1;
  for (let index = at; index < template.length; index++) {
    if (template[index] === "$" && template[index + 1] === "$") index++;
    else if (template[index] === "$" && template[index + 1] === "{") {
      depth++;
      index++;
    } else if (template[index] === "}" && --depth === 0) return index;
  }
  // Of braces that do not pair, the last one closes the first: what is wrong inside is told.
  const last = template.lastIndexOf("}");
  if (last < at) throw new InvalidTemplate(template);
  return last;
}

function plain(name: string, variables: Variables): string {
  const value = variables.get(name);
  if (value === undefined) variables.unset(name);
  return value ?? "";
}

function braced(template: string, inside: string, variables: Variables): string {
  const name = readName(inside, 0);
  if (name === "") throw new InvalidTemplate(template);
  const rest = inside.slice(name.length);
  if (rest === "") return plain(name, variables);
  const operator = /^:?[-?+]/.exec(rest)?.[0];
  if (operator === undefined) throw new InvalidTemplate(template);
  const word = rest.slice(operator.length);
  const value = variables.get(name);
  const isSet = value !== undefined && (!operator.startsWith(":") || value !== "");
  switch (operator.at(-1)) {
    case "-":
      return isSet ? value : substitute(word, variables);
    case "+":
      return isSet ? substitute(word, variables) : "";
    default:
      if (!isSet) throw new RequiredVariable(name, substitute(word, variables));
      return value;
  }
}
