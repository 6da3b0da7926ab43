/** Command line options, as getopt_long reads them: bundled letters, `--long=value`, options after operands. */
export interface OptionSpec {
  /** Letters; a colon after one means it takes a value, two that the value is optional (`-i` of sed). */
  readonly short: string;
  /** Long names, each to its letter or to a name of its own; a value ending in `:` takes an argument. */
  readonly long?: Readonly<Record<string, string>>;
  /** Stop at the first operand (`env`, `xargs`, `timeout`). */
  readonly stopAtOperand?: boolean;
}

export interface Options {
  readonly operands: readonly string[];
  has(name: string): boolean;
  /** The last value given. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
  /** Options in the order they came, for those where the last one wins. */
  readonly order: readonly string[];
}

export class OptionError extends Error {
  /** `invalid option -- 'x'`. */
  readonly gnu: string;
  readonly busybox: string;
  constructor(gnu: string, busybox = gnu) {
    super(gnu);
    this.gnu = gnu;
    this.busybox = busybox;
  }
}

/** Throws `OptionError`. */
export function parseOptions(args: readonly string[], spec: OptionSpec): Options {
  const given = new Map<string, string[]>();
  const order: string[] = [];
  const operands: string[] = [];
  const add = (name: string, value = ""): void => {
    given.set(name, [...(given.get(name) ?? []), value]);
    order.push(name);
  };
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as string;
    if (word === "--") {
      operands.push(...args.slice(index + 1));
      break;
    }
    if (word.startsWith("--")) {
      const [written = "", ...rest] = word.slice(2).split("=");
      const target = findLong(written, spec.long ?? {});
      if (target.endsWith(":"))
        add(target.slice(0, -1), rest.length > 0 ? rest.join("=") : takeNext(args, ++index, `option '--${written}' requires an argument`));
      else if (target.endsWith("?")) add(target.slice(0, -1), rest.join("="));
      else add(target);
    } else if (word.length > 1 && word.startsWith("-")) {
      for (let position = 1; position < word.length; position++) {
        const letter = word[position] as string;
        const place = letter === ":" ? -1 : spec.short.indexOf(letter);
        if (place < 0) throw new OptionError(`invalid option -- '${letter}'`, `unrecognized option: ${letter}`);
        if (spec.short[place + 1] !== ":") {
          add(letter);
          continue;
        }
        const attached = word.slice(position + 1);
        if (attached !== "" || spec.short[place + 2] === ":") add(letter, attached);
        else add(letter, takeNext(args, ++index, `option requires an argument -- '${letter}'`));
        break;
      }
    } else {
      operands.push(word);
      if (!spec.stopAtOperand) continue;
      operands.push(...args.slice(index + 1));
      break;
    }
  }
  return {
    operands,
    order,
    has: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
  };
}

function findLong(written: string, long: Readonly<Record<string, string>>): string {
  const exact = long[written];
  if (exact !== undefined) return exact;
  const matches = Object.keys(long).filter((name) => name.startsWith(written));
  if (matches.length === 1) return long[matches[0] as string] as string;
  throw new OptionError(`unrecognized option '--${written}'`, `unrecognized option: ${written}`);
}

function takeNext(args: readonly string[], index: number, message: string): string {
  const value = args[index];
  if (value === undefined) throw new OptionError(message);
  return value;
}
