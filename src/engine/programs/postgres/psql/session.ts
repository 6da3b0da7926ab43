/** What psql keeps from one statement to the next, and how it prints what the server answers. */
import type { Process } from "../../program.ts";
import { type Client, ConnectionLost, type Result } from "../client/client.ts";
import type { Fields } from "../protocol/messages.ts";
import type { Release } from "../release.ts";
import { type Format, render, type Table } from "./table.ts";

export class Session {
  readonly process: Process;
  readonly release: Release;
  client: Client;
  readonly variables = new Map<string, string>();
  readonly format: Format = {
    layout: "aligned",
    expanded: false,
    tuplesOnly: false,
    border: 1,
    separator: "|",
    recordSeparator: "\n",
    null: "",
    footer: true,
  };
  quiet = false;
  timing = false;
  stopOnError = false;
  echo: "none" | "all" | "queries" = "none";
  /** Where statements come from, for errors: `psql:setup.sql:12: `. */
  place: { readonly file: string; line: number } | undefined;
  /** Where rows go; to standard output when absent. */
  output: ((text: string) => void) | undefined;
  /** Lines that follow a `COPY … FROM STDIN`, up to `\.`. */
  data: (() => Promise<string>) | undefined;
  /** The connection is gone. */
  lost = false;
  /** `\q` was said. */
  quit = false;
  failed = false;
  lastError: Fields | undefined;

  constructor(process: Process, release: Release, client: Client) {
    this.process = process;
    this.release = release;
    this.client = client;
  }

  get major(): number {
    return Number(this.release.major);
  }

  print(text: string): void {
    if (this.output) this.output(text);
    else this.process.stdout(text);
  }

  printTable(table: Table, changes: Partial<Format> = {}): void {
    this.print(render(table, { ...this.format, ...changes }));
  }

  /** A table of psql's own: what has no value is empty there, whatever nulls look like. */
  printListing(table: Table): void {
    this.printTable(table, { null: "" });
  }

  /** psql's own complaint: `psql:file:1: error: …`. */
  complain(text: string): void {
    this.failed = true;
    this.process.stderr(this.#interactive ? `${text}\n` : this.place ? `${this.#prefix()}error: ${text}\n` : `${text}\n`);
  }

  #interactive = false;
  set interactive(value: boolean) {
    this.#interactive = value;
  }
  get interactive(): boolean {
    return this.#interactive;
  }

  #prefix(): string {
    return this.place ? `psql:${this.place.file}:${this.place.line}: ` : "";
  }

  /** Runs statements and prints what comes of them. Gives whether all went well. */
  async run(sql: string, changes: Partial<Format> = {}): Promise<boolean> {
    const began = this.process.clock.now();
    let well = true;
    let copied = false;
    if (this.echo === "queries") this.print(`${sql}\n`);
    try {
      await this.client.run(sql, {
        result: (result) => {
          // Who asked for rows of a COPY wants those alone.
          if (!copied || !result.tag.startsWith("COPY")) this.#result(result, changes);
          copied = false;
        },
        notice: (fields) => this.process.stderr(this.#prefix() + report(fields, sql)),
        error: (fields) => {
          well = false;
          this.lastError = fields;
          this.process.stderr(this.#prefix() + report(fields, sql));
        },
        copyIn: async () => (await this.data?.()) ?? "",
        copyOut: (text) => {
          copied = true;
          this.print(text);
        },
      });
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      well = false;
      this.#connectionLost();
    }
    if (this.timing) this.print(`Time: ${(this.process.clock.now() - began).toFixed(3)} ms\n`);
    if (!well) this.failed = true;
    return well;
  }

  #connectionLost(): void {
    this.lost = true;
    const words =
      "server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n";
    this.process.stderr(
      `${this.#prefix()}${words}${this.#prefix()}${this.#interactive ? "The connection to the server was lost. Attempting reset: Failed.\n" : "error: connection to server was lost\n"}`,
    );
  }

  #result({ tag, columns, rows }: Result, changes: Partial<Format>): void {
    if (columns) this.printTable({ columns, rows }, changes);
    else if (tag !== "" && !this.quiet) this.print(`${tag}\n`);
    if (columns && /^(INSERT|UPDATE|DELETE|MERGE)/.test(tag) && !this.quiet && !this.format.tuplesOnly) this.print(`${tag}\n`);
  }
}

/** An error or a notice as psql shows it, with the place in the statement marked. */
function report(fields: Fields, sql: string): string {
  const lines = [`${fields.S}:  ${fields.M}`];
  if (fields.P !== undefined) lines.push(...marked(sql, Number(fields.P)));
  else if (fields.q !== undefined && fields.p !== undefined) lines.push(...marked(fields.q, Number(fields.p)));
  if (fields.D !== undefined) lines.push(`DETAIL:  ${fields.D}`);
  if (fields.H !== undefined) lines.push(`HINT:  ${fields.H}`);
  if (fields.q !== undefined) lines.push(`QUERY:  ${fields.q}`);
  if (fields.W !== undefined && fields.V !== "NOTICE") lines.push(`CONTEXT:  ${fields.W}`);
  return `${lines.join("\n")}\n`;
}

/** So much of a line is shown around the place. */
const shown = 60;

/** The line that holds the `position`th character, from 1, and a mark under it. */
function marked(sql: string, position: number): string[] {
  const characters = [...sql];
  const before = characters.slice(0, position - 1).join("");
  const number = before.split("\n").length;
  const start = before.lastIndexOf("\n") + 1;
  const at = [...before.slice(start)].length;
  const line = [...(sql.split("\n")[number - 1] ?? "")].map((character) => (character === "\t" ? " " : character));
  let from = 0;
  let to = line.length;
  if (line.length > shown) {
    if (at > shown - 10) from = Math.max(0, Math.min(at - 50, line.length - shown));
    to = Math.min(line.length, from + shown);
  }
  const head = `LINE ${number}: ${from > 0 ? "..." : ""}`;
  return [`${head}${line.slice(from, to).join("")}${to < line.length ? "..." : ""}`, `${" ".repeat(head.length + at - from)}^`];
}
