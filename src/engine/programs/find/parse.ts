/** The command line of `find`: starting points, then an expression of tests and actions with `!`, `-a`, `-o`, `,` and parentheses. */
import { actions } from "./actions.ts";
import { FindError, type Command, type Predicate } from "./expression.ts";
import { options } from "./settings.ts";
import type { Search } from "./search.ts";
import { tests } from "./tests.ts";
import type { Words } from "./words.ts";

const nots = new Set(["!", "-not"]);
const ors = new Set(["-o", "-or"]);
const ands = new Set(["-a", "-and"]);

/** @throws FindError */
export function parse(args: readonly string[], search: Search): Command {
  let index = 0;
  for (; /^-(?:[HLP]|O\d|D.*)$/.test(args[index] ?? ""); index++) {
    const follow = ({ "-H": "given", "-L": "always", "-P": "never" } as const)[args[index] as string];
    if (follow) search.settings.follow = follow;
  }
  const starts: string[] = [];
  for (; index < args.length && !beginsExpression(args[index] as string); index++) starts.push(args[index] as string);
  const expression = new Parser(args.slice(index), search).all();
  return { starts: starts.length > 0 ? starts : ["."], settings: search.settings, expression };
}

function beginsExpression(word: string): boolean {
  return (word.startsWith("-") && word.length > 1) || ["!", "(", ")", ","].includes(word);
}

class Parser implements Words {
  readonly #words: readonly string[];
  readonly search: Search;
  #at = 0;
  /** Whether anything so far prints or does something: find prints what it found otherwise. */
  #acts = false;
  /** The last test, for GNU's guess about a pattern that the shell has expanded. */
  #last = "";

  constructor(words: readonly string[], search: Search) {
    this.#words = words;
    this.search = search;
  }

  all(): Predicate {
    const { gnu } = this.search.tool;
    const first = this.#words[0] ?? "";
    if (gnu && (ors.has(first) || ands.has(first)))
      throw new FindError(`invalid expression; you have used a binary operator '${first}' with nothing before it.`);
    const expression = this.#words.length === 0 ? always : this.#list();
    if (this.#at < this.#words.length) {
      if (gnu) throw new FindError("you have too many ')'");
      throw new FindError("unrecognized: )", true);
    }
    if (this.#acts) return expression;
    const print = (actions["-print"] as (typeof actions)[string])(this, "-print");
    return async (visit) => (await expression(visit)) && print(visit);
  }

  value(name: string): string {
    const value = this.#words[this.#at];
    if (value === undefined) throw this.missing(name);
    this.#at++;
    return value;
  }

  peek(): string | undefined {
    return this.#words[this.#at];
  }

  missing(name: string): FindError {
    return new FindError(this.search.tool.gnu ? `missing argument to \`${name}'` : `${name} requires an argument`);
  }

  #take(words: ReadonlySet<string>): string | undefined {
    const word = this.#words[this.#at];
    if (word === undefined || !words.has(word)) return undefined;
    this.#at++;
    return word;
  }

  /** `a , b`: both are done, the last one counts. */
  #list(): Predicate {
    let left = this.#either();
    while (this.#take(new Set([",", "-list"]))) {
      const before = left;
      const right = this.#either();
      left = async (visit) => {
        await before(visit);
        return right(visit);
      };
    }
    return left;
  }

  #either(): Predicate {
    let left = this.#both();
    for (let word = this.#take(ors); word !== undefined; word = this.#take(ors)) {
      this.#needsMore(word);
      const before = left;
      const right = this.#both();
      left = async (visit) => (await before(visit)) || right(visit);
    }
    return left;
  }

  #both(): Predicate {
    let left = this.#not();
    for (;;) {
      const word = this.#take(ands);
      if (word) this.#needsMore(word);
      const next = this.peek();
      if (next === undefined || next === ")" || next === "," || next === "-list" || ors.has(next)) return left;
      const before = left;
      const right = this.#not();
      left = async (visit) => (await before(visit)) && right(visit);
    }
  }

  #not(): Predicate {
    const word = this.#take(nots);
    if (!word) return this.#primary();
    this.#needsMore(word);
    if (this.peek() === undefined) return always;
    const inside = this.#not();
    return async (visit) => !(await inside(visit));
  }

  #needsMore(operator: string): void {
    if (this.search.tool.gnu && (this.peek() === undefined || this.peek() === ")"))
      throw new FindError(`expected an expression after '${operator}'`);
  }

  #primary(): Predicate {
    const { gnu } = this.search.tool;
    const word = this.#words[this.#at];
    // busybox takes nothing at all for true.
    if (word === undefined || (!gnu && (ors.has(word) || ands.has(word) || word === ","))) return always;
    this.#at++;
    if (word === "(") {
      if (this.peek() === ")") {
        this.#at++;
        if (gnu) throw new FindError("invalid expression; empty parentheses are not allowed.");
        return always;
      }
      const inside = this.#list();
      if (this.#take(new Set([")"]))) return inside;
      throw new FindError(gnu ? "invalid expression; I was expecting to find a ')' somewhere but did not see one." : "unpaired '('");
    }
    if (word === ")" && gnu) throw new FindError("you have too many ')'");
    return this.#named(word);
  }

  #named(word: string): Predicate {
    const { gnu } = this.search.tool;
    const option = options[word];
    if (option && (gnu || !option.gnuOnly)) {
      if (gnu && option.global && this.#last !== "") this.#warn(word);
      option.read(this, word);
      return always;
    }
    const action = actions[word];
    if (action && (gnu || !gnuActions.has(word))) {
      if (word !== "-prune" && word !== "-quit") this.#acts = true;
      this.#last = word;
      return action(this, word);
    }
    const test = tests[word] ?? (gnu && /^-newer[aBcm][aBcmt]$/.test(word) ? tests["-newerXY"] : undefined);
    if (test && word !== "-newerXY" && (gnu || !gnuTests.has(word))) {
      this.#last = word;
      return test(this, word);
    }
    if (!gnu) throw new FindError(`unrecognized: ${word}`, true);
    if (word.startsWith("-")) throw new FindError(`unknown predicate \`${word}'`);
    throw new FindError(
      `paths must precede expression: \`${word}'${patterns.has(this.#last) && this.#words[this.#at - 1] === word ? `\nfind: possible unquoted pattern after predicate \`${this.#last}'?` : ""}`,
    );
  }

  #warn(word: string): void {
    this.search.tool.fail(
      `warning: you have specified the global option ${word} after the argument ${this.#last}, but global options are not positional, i.e., ${word} affects tests specified before it as well as those specified after it.  Please specify global options before other arguments.`,
    );
  }
}

const always: Predicate = () => true;

/** Tests whose argument is a pattern. */
const patterns = new Set(["-name", "-iname", "-path", "-ipath", "-wholename", "-iwholename", "-lname", "-ilname"]);
/** What busybox as Alpine builds it has not. */
const gnuTests = new Set(
  "-uid -gid -anewer -cnewer -used -lname -ilname -fstype -nouser -nogroup -readable -writable -iwholename -wholename -xtype -false -true -regextype".split(
    " ",
  ),
);
const gnuActions = new Set(["-printf", "-fprint", "-fprint0", "-fprintf", "-ls", "-fls", "-execdir", "-ok", "-okdir"]);
