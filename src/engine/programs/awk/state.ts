/** A running awk: its variables, the record at hand, what it reads and writes. */
import { byteCharacter, countsCharacters, toByteText } from "../byte-text.ts";
import type { Process } from "../program.ts";
import { Cell, LiveCell } from "./cells.ts";
import type { Dialect } from "./dialect.ts";
import { Fields } from "./fields.ts";
import { fieldSplitter } from "./field-splitters.ts";
import { Inputs } from "./inputs.ts";
import { Outputs } from "./outputs.ts";
import { Patterns } from "./patterns.ts";
import type { Eventually } from "./eventually.ts";
import type { InputRecord, Separator } from "./records.ts";
import { isNumber, numberToText, NumericText, textToNumber, type Value } from "./values.ts";

export class State {
  readonly process: Process;
  readonly dialect: Dialect;
  readonly patterns: Patterns;
  readonly fields: Fields;
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  /** A byte is a character. */
  readonly bytes: boolean;
  readonly #variables = new Map<string, Cell>();
  readonly #separators = new Map<string, Separator>();
  /** What the rules, and a bare `getline`, read. */
  main: { next(): Eventually<InputRecord | undefined> } | undefined;
  /** What `srand` was last given, and where `rand` is. */
  seed = 0;
  random = 0;

  constructor(process: Process, dialect: Dialect) {
    this.process = process;
    this.dialect = dialect;
    this.bytes = dialect.bytesOnly || !countsCharacters(process.env);
    this.patterns = new Patterns(dialect);
    this.outputs = new Outputs(process, dialect.shell);
    this.inputs = new Inputs(process, dialect.shell, this.bytes, async () => {
      this.outputs.flush();
      await process.drained();
    });
    this.fields = new Fields(
      () => fieldSplitter(this),
      () => this.text("OFS"),
      (value) => this.toText(value),
    );
    this.#define();
  }

  #define(): void {
    const start: Readonly<Record<string, Value>> = {
      FS: " ",
      OFS: " ",
      ORS: "\n",
      RS: "\n",
      NR: 0,
      FNR: 0,
      SUBSEP: "\x1c",
      CONVFMT: "%.6g",
      OFMT: "%.6g",
      RSTART: 0,
      RLENGTH: -1,
      FILENAME: "",
    };
    for (const [name, value] of Object.entries(start)) this.#variables.set(name, new Cell(value));
    this.#variables.set(
      "NF",
      new LiveCell(
        () => this.fields.count,
        (value) => {
          this.fields.count = Math.max(0, Math.trunc(this.toNumber(value)));
        },
      ),
    );
    if (!this.dialect.gnuVariables) return;
    this.#variables.set(
      "IGNORECASE",
      new LiveCell(
        () => Number(this.patterns.ignoresCase),
        (value) => {
          this.patterns.ignoresCase = this.toNumber(value) !== 0;
        },
      ),
    );
    this.#variables.set("RT", new Cell(""));
  }

  cell(name: string): Cell {
    const known = this.#variables.get(name);
    if (known) return known;
    const cell = new Cell();
    this.#variables.set(name, cell);
    return cell;
  }

  get(name: string): Value {
    return this.cell(name).value;
  }

  set(name: string, value: Value): void {
    this.cell(name).value = value;
  }

  /** A special variable as text. */
  text(name: string): string {
    return this.toText(this.get(name));
  }

  toText(value: Value): string {
    if (typeof value === "string") return value;
    if (value === undefined) return "";
    if (typeof value === "number") return this.#shown(value, "CONVFMT");
    return value.text;
  }

  /** As `print` shows it. */
  toPrinted(value: Value): string {
    return typeof value === "number" ? this.#shown(value, "OFMT") : this.toText(value);
  }

  #shown(value: number, variable: "CONVFMT" | "OFMT"): string {
    if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value + 0);
    return numberToText(value, this.text(variable), this.dialect.numbers);
  }

  toNumber(value: Value): number {
    if (typeof value === "number") return value;
    if (value === undefined) return 0;
    return value instanceof NumericText ? value.number : textToNumber(value, this.dialect.numbers.readsHex);
  }

  /** Less than 0, 0 or more, as numbers where both are some, else as text. */
  compare(left: Value, right: Value): number {
    if (isNumber(left) && isNumber(right)) return this.toNumber(left) - this.toNumber(right);
    const [one, other] = [this.toText(left), this.toText(right)];
    return one < other ? -1 : one > other ? 1 : 0;
  }

  /** The character of a code, as `%c` and `\101` have it. */
  character(code: number): string {
    if (this.bytes || code < 0x80) return byteCharacter(code & 0xff);
    return code > 0x10ffff ? "" : String.fromCodePoint(code);
  }

  /** Text from outside: a byte a character where the locale knows no others. */
  decoded(text: string): string {
    return this.bytes ? toByteText(text) : text;
  }

  /** What stands between records now. */
  get separator(): Separator {
    const written = this.text("RS");
    const key = `${this.patterns.ignoresCase}${written}`;
    let separator = this.#separators.get(key);
    if (!separator) {
      separator =
        written === ""
          ? { kind: "paragraph" }
          : written.length === 1
            ? { kind: "character", character: written }
            : { kind: "pattern", pattern: this.patterns.of(written) };
      this.#separators.set(key, separator);
    }
    return separator;
  }

  subscript(values: readonly Value[]): string {
    if (values.length === 1) return this.toText(values[0]);
    return values.map((value) => this.toText(value)).join(this.text("SUBSEP"));
  }
}
