/** `psql`. */
import { absolute } from "../../packages/lab.ts";
import type { Process, Program } from "../../program.ts";
import { Client, ConnectError } from "../client/client.ts";
import { targetOf } from "../client/target.ts";
import { readOptions } from "../tools/options.ts";
import { releaseOf } from "../release.ts";
import { expand, type Loop, runCommand } from "./commands.ts";
import { databases } from "./listings.ts";
import { Session } from "./session.ts";
import { pieces, type Piece, Splitter } from "./split.ts";

const usage = {
  a: "echo-all",
  A: "no-align",
  b: "echo-errors",
  c: "command:",
  d: "dbname:",
  e: "echo-queries",
  E: "echo-hidden",
  f: "file:",
  F: "field-separator:",
  h: "host:",
  l: "list",
  n: "no-readline",
  o: "output:",
  p: "port:",
  P: "pset:",
  q: "quiet",
  R: "record-separator:",
  t: "tuples-only",
  U: "username:",
  v: "set:",
  V: "version",
  w: "no-password",
  W: "password",
  x: "expanded",
  X: "no-psqlrc",
  "1": "single-transaction",
  "?": "help",
  "": "csv variable:",
};

export const psql: Program = async (process, descriptor) => {
  const release = releaseOf(descriptor);
  const options = readOptions("psql", process.argv.slice(1), usage);
  if (typeof options === "string") {
    process.stderr(options);
    return 1;
  }
  const { values, operands, order } = options;
  if (values.has("version")) {
    process.stdout(`psql (PostgreSQL) ${release.text}\n`);
    return 0;
  }
  const lists = values.has("list");
  const wanted = {
    host: values.get("host"),
    port: values.get("port"),
    user: values.get("username") ?? operands[1],
    database: values.get("dbname") ?? operands[0] ?? (lists ? "postgres" : undefined),
    application: "psql",
  };
  let client: Client;
  try {
    client = await connect(process, wanted, values.has("no-password"));
  } catch (error) {
    if (!(error instanceof Error) || process.signal.aborted) throw error;
    process.stderr(`psql: error: ${error.message}\n`);
    return 2;
  }
  const session = new Session(process, release, client);
  configure(session, options.repeated);
  const code = await run(session, lists, order, values.has("single-transaction"));
  if (!session.lost) session.client.close();
  return code;
};

/** Asks for a password where one is wanted and somebody sits at a terminal. */
async function connect(process: Process, wishes: Parameters<typeof targetOf>[1], never: boolean): Promise<Client> {
  const target = targetOf(process, wishes);
  try {
    return await Client.connect(process, target);
  } catch (error) {
    const asks = error instanceof ConnectError && error.message.endsWith("no password supplied") && process.terminal?.stdin && !never;
    if (!asks) throw error;
    process.stdout(`Password for user ${target.user}: `);
    const { terminal } = process.task;
    if (terminal) terminal.modes = { ...terminal.modes, echo: false };
    const password = (await process.input.readLine()) ?? "";
    if (terminal) terminal.modes = { ...terminal.modes, echo: true };
    process.stdout("\n");
    return Client.connect(process, { ...target, password });
  }
}

function configure(session: Session, repeated: readonly (readonly [string, string])[]): void {
  const { format } = session;
  for (const [name, value] of repeated) {
    if (name === "no-align") format.layout = "unaligned";
    else if (name === "csv") format.layout = "csv";
    else if (name === "tuples-only") format.tuplesOnly = true;
    else if (name === "expanded") format.expanded = true;
    else if (name === "field-separator") format.separator = value;
    else if (name === "record-separator") format.recordSeparator = value;
    else if (name === "quiet") session.quiet = true;
    else if (name === "echo-all") session.echo = "all";
    else if (name === "echo-queries") session.echo = "queries";
    else if (name === "set" || name === "variable") {
      const [variable = "", ...rest] = value.split("=");
      session.variables.set(variable, rest.join("="));
      if (variable === "ON_ERROR_STOP") session.stopOnError = rest.length === 0 || /^(on|1|true|yes)$/i.test(rest.join("="));
    } else if (name === "pset") {
      const [option = "", setting] = value.split("=");
      if (option === "null") format.null = setting ?? "";
      else if (option === "border") format.border = Number(setting) as 0 | 1 | 2;
      else if (option === "format" && setting !== undefined)
        format.layout = setting === "csv" || setting === "unaligned" ? setting : "aligned";
      else if (option === "tuples_only") format.tuplesOnly = setting !== "off";
      else if (option === "footer") format.footer = setting !== "off";
      else if (option === "expanded") format.expanded = setting !== "off";
    } else if (name === "output") {
      const path = absolute(session.process.cwd, value);
      session.process.fs.writeFile(path, "");
      session.output = (text) => session.process.fs.appendFile(path, text);
    }
  }
}

async function run(session: Session, lists: boolean, order: readonly (readonly [string, string])[], single: boolean): Promise<number> {
  if (lists) {
    const listing = databases(session.major, "", false);
    const [result] = await session.client.query(listing.sql);
    session.printListing({
      title: listing.title,
      columns: result?.columns?.map(({ name }) => ({ name, type: 25 })) ?? [],
      rows: result?.rows ?? [],
    });
    return 0;
  }
  const actions = order.filter(([name]) => name === "command" || name === "file");
  if (actions.length === 0) return new Reader(session).standardInput();
  if (single) await session.run("BEGIN");
  let code = 0;
  for (const [kind, text] of actions) {
    code = kind === "command" ? await command(session, text) : await file(session, text);
    if (code !== 0 && (session.stopOnError || session.lost)) break;
  }
  if (single && !session.lost) await session.run(code === 0 ? "COMMIT" : "ROLLBACK");
  return code;
}

/** `-c`: statements in one go, or one backslash command. */
async function command(session: Session, text: string): Promise<number> {
  const loop: Loop = { buffer: "", clear: () => {}, runFile: async (path) => (await file(session, path)) === 0 };
  if (text.trimStart().startsWith("\\")) {
    let well = true;
    for (const piece of pieces(text))
      well = piece.kind === "command" ? await runCommand(session, piece.name, piece.rest, loop) : await session.run(piece.text);
    return session.lost ? 2 : well ? 0 : 1;
  }
  if (text.trim() === "") return 0;
  session.data = () => session.process.input.readAll();
  const well = await session.run(text);
  return session.lost ? 2 : well ? 0 : 1;
}

async function file(session: Session, path: string): Promise<number> {
  const { process } = session;
  if (path === "-") return new Reader(session).lines((await process.input.readAll()).split("\n"), "<stdin>");
  const full = absolute(process.cwd, path);
  const node = process.fs.lookup(full);
  if (node?.kind !== "file") {
    session.failed = true;
    process.stderr(`psql: error: ${path}: ${node ? "Is a directory" : "No such file or directory"}\n`);
    return 1;
  }
  return new Reader(session).lines(process.fs.readText(full).split("\n"), path);
}

/** Reads statements line by line. */
class Reader {
  readonly #session: Session;
  readonly #splitter = new Splitter();

  constructor(session: Session) {
    this.#session = session;
  }

  get #loop(): Loop {
    const splitter = this.#splitter;
    return {
      get buffer() {
        return splitter.buffer;
      },
      clear: () => splitter.clear(),
      runFile: async (path) => (await file(this.#session, path)) === 0,
    };
  }

  async #run(piece: Piece): Promise<boolean> {
    return piece.kind === "statement"
      ? this.#session.run(expand(this.#session, piece.text))
      : runCommand(this.#session, piece.name, piece.rest, this.#loop);
  }

  /** Lines of a file, or of standard input as `-f -` reads it. */
  async lines(lines: readonly string[], name: string): Promise<number> {
    const session = this.#session;
    const before = session.place;
    const place = { file: name, line: 0 };
    session.place = place;
    let code = 0;
    const data = session.data;
    session.data = async () => {
      const end = lines.indexOf("\\.", place.line);
      const from = place.line;
      place.line = end < 0 ? lines.length : end + 1;
      return lines
        .slice(from, end < 0 ? lines.length : end)
        .map((line) => `${line}\n`)
        .join("");
    };
    while (place.line < lines.length && !session.quit) {
      const line = lines[place.line] ?? "";
      place.line++;
      if (session.echo === "all") session.print(`${line}\n`);
      for (const piece of this.#splitter.take(line)) {
        const well = await this.#run(piece);
        if (session.quit) break;
        if (session.lost) code = 2;
        else if (!well && session.stopOnError) code = 3;
        if (code !== 0) break;
      }
      if (code !== 0) break;
    }
    if (code === 0 && this.#splitter.buffer.trim() !== "" && !session.quit) await session.run(this.#splitter.buffer.trim());
    session.place = before;
    session.data = data;
    if (before !== undefined) session.quit = false;
    return code;
  }

  async standardInput(): Promise<number> {
    const session = this.#session;
    const { process } = session;
    const sits = process.terminal?.stdin === true;
    session.interactive = sits;
    if (sits && !session.quiet) this.#greet();
    session.data = async () => {
      if (sits && !session.quiet)
        process.stdout(
          "Enter data to be copied followed by a newline.\nEnd with a backslash and a period on a line by itself, or an EOF signal.\n",
        );
      const rows: string[] = [];
      for (;;) {
        if (sits) process.stdout(">> ");
        const line = await process.input.readLine();
        if (line === undefined || line === "\\.") return rows.map((row) => `${row}\n`).join("");
        rows.push(line);
      }
    };
    for (;;) {
      if (sits) process.stdout(this.#prompt());
      const line = await process.input.readLine();
      if (line === undefined) {
        if (sits) process.stdout("\\q\n");
        else if (this.#splitter.buffer.trim() !== "") await session.run(this.#splitter.buffer.trim());
        return session.lost ? 2 : 0;
      }
      if (sits && this.#splitter.buffer === "" && /^\s*(exit|quit)\s*;?\s*$/i.test(line)) return 0;
      if (sits && this.#splitter.buffer === "" && /^\s*help\s*$/i.test(line)) process.stdout(helpText);
      else
        for (const piece of this.#splitter.take(line)) {
          const well = await this.#run(piece);
          if (session.quit) return 0;
          if (session.lost) return 2;
          if (!well && session.stopOnError && !sits) return 3;
        }
    }
  }

  #greet(): void {
    const { process, release, client } = this.#session;
    const server = client.parameters.get("server_version") ?? "";
    process.stdout(server === release.text ? `psql (${release.text})\n` : `psql (${release.text}, server ${server})\n`);
    const major = Number.parseInt(server, 10);
    if (major > this.#session.major)
      process.stdout(
        `WARNING: psql major version ${release.major}, server major version ${major}.\n         Some psql features might not work.\n`,
      );
    process.stdout('Type "help" for help.\n\n');
  }

  /** `shop=# `, `shop-# ` within a statement, `shop=*> ` in a transaction of one who is no superuser. */
  #prompt(): string {
    const { client } = this.#session;
    const superuser = client.parameters.get("is_superuser") !== "off";
    const state = client.status === "T" ? "*" : client.status === "E" ? "!" : "";
    return `${client.target.database}${this.#splitter.waiting}${state}${superuser ? "#" : ">"} `;
  }
}

const helpText = `You are using psql, the command-line interface to PostgreSQL.
Type:  \\copyright for distribution terms
       \\h for help with SQL commands
       \\? for help with psql commands
       \\g or terminate with semicolon to execute query
       \\q to quit
`;
