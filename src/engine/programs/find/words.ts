import type { FindError, Predicate } from "./expression.ts";
import type { Search } from "./search.ts";

/** What is left of the command line, for whoever reads the arguments of a test or an action. */
export interface Words {
  readonly search: Search;
  /** Takes the argument of `name`. @throws FindError when there is none. */
  value(name: string): string;
  peek(): string | undefined;
  missing(name: string): FindError;
}

/** Reads a test's or an action's arguments. */
export type Reader = (words: Words, name: string) => Predicate;
