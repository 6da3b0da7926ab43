/** psql's backslash commands. */
import { absolute } from "../../packages/lab.ts";
import { Client, ConnectError, ServerError } from "../client/client.ts";
import { targetOf } from "../client/target.ts";
import { describeRelations } from "./describe.ts";
import * as listings from "./listings.ts";
import type { Session } from "./session.ts";
import type { Format } from "./table.ts";

/** What a command needs of the loop it stands in. */
export interface Loop {
  /** The statement that is being typed, and how to be rid of it. */
  readonly buffer: string;
  clear(): void;
  runFile(path: string): Promise<boolean>;
}

/** Words of a command's line; quotes hold them together. */
function words(rest: string): string[] {
  return [...rest.matchAll(/'((?:[^']|'')*)'|("(?:[^"]|"")*"\S*)|(\S+)/g)].map(
    ([, single, double, plain]) => single?.replaceAll("''", "'") ?? double ?? plain ?? "",
  );
}

/** Runs a command. Gives whether it went well. */
export async function runCommand(session: Session, name: string, rest: string, loop: Loop): Promise<boolean> {
  const [first = "", second] = words(rest);
  const { format } = session;
  const say = (text: string): boolean => {
    if (!session.quiet) session.print(`${text}\n`);
    return true;
  };
  switch (name) {
    case "q":
    case "quit":
      session.quit = true;
      return true;
    case "x":
      format.expanded = first === "" ? format.expanded === false : first === "auto" ? "auto" : isOn(first);
      return say(`Expanded display is ${format.expanded === "auto" ? "used automatically" : format.expanded ? "on" : "off"}.`);
    case "t":
      format.tuplesOnly = first === "" ? !format.tuplesOnly : isOn(first);
      return say(`Tuples only is ${format.tuplesOnly ? "on" : "off"}.`);
    case "a":
      format.layout = format.layout === "aligned" ? "unaligned" : "aligned";
      return say(`Output format is ${format.layout}.`);
    case "timing":
      session.timing = first === "" ? !session.timing : isOn(first);
      return say(`Timing is ${session.timing ? "on" : "off"}.`);
    case "pset":
      return setPrinting(session, first, second);
    case "f":
      if (first !== "") format.separator = first;
      return say(`Field separator is "${format.separator}".`);
    case "echo":
      session.print(
        `${words(rest)
          .map((word) => expand(session, word))
          .join(" ")}\n`,
      );
      return true;
    case "qecho":
    case "warn":
      (name === "warn" ? session.process.stderr : session.print).call(
        name === "warn" ? session.process : session,
        `${words(rest).join(" ")}\n`,
      );
      return true;
    case "set":
      return setVariable(
        session,
        first,
        words(rest)
          .slice(1)
          .map((word) => expand(session, word))
          .join(""),
      );
    case "unset":
      session.variables.delete(first);
      return true;
    case "conninfo":
      return connectionInfo(session);
    case "c":
    case "connect":
      return reconnect(session, words(rest));
    case "i":
    case "include":
    case "ir":
      if (first === "") {
        session.complain(`\\${name}: missing required argument`);
        return false;
      }
      return loop.runFile(first);
    case "o":
      return redirect(session, first);
    case "p":
      session.print(loop.buffer.trim() === "" ? "Query buffer is empty.\n" : `${loop.buffer}\n`);
      return true;
    case "r":
      loop.clear();
      return say("Query buffer reset (cleared).");
    case "g":
    case "gx": {
      const sql = loop.buffer;
      loop.clear();
      return sql.trim() === "" ? true : session.run(sql, name === "gx" ? { expanded: true } : {});
    }
    case "!":
      return (await session.process.spawn(["/bin/sh", "-c", rest || "exec sh"])) === 0;
    case "cd":
      session.process.task.cwd = absolute(session.process.cwd, first);
      return true;
    case "encoding":
      session.print("UTF8\n");
      return true;
    case "?":
      session.print(help);
      return true;
    case "h":
    case "help":
      session.process.stderr("drydock: psql's help on SQL is not part of the lab; \\? lists the commands of psql.\n");
      return true;
    case "copyright":
      session.print("PostgreSQL Database Management System, under the PostgreSQL Licence.\n");
      return true;
    case "copy":
      return copy(session, rest);
    case "password":
    case "watch":
    case "e":
    case "ef":
    case "crosstabview":
      session.process.stderr(`drydock: psql's \\${name} is not part of the lab.\n`);
      return false;
    default:
      return list(session, name, first);
  }
}

function isOn(word: string): boolean {
  return /^(on|true|yes|1)$/i.test(word);
}

/** `:name` in a command's line. */
export function expand(session: Session, text: string): string {
  return text.replaceAll(/(?<!:):(?:'(\w+)'|"(\w+)"|(\w+))/g, (whole, single?: string, double?: string, plain?: string) => {
    const value = session.variables.get(single ?? double ?? plain ?? "");
    if (value === undefined) return whole;
    return single !== undefined ? `'${value.replaceAll("'", "''")}'` : double !== undefined ? `"${value.replaceAll('"', '""')}"` : value;
  });
}

function setVariable(session: Session, name: string, value: string): boolean {
  if (name === "") {
    for (const [each, text] of [...session.variables].sort()) session.print(`${each} = '${text}'\n`);
    return true;
  }
  session.variables.set(name, value);
  if (name === "ON_ERROR_STOP") session.stopOnError = value === "" || isOn(value);
  if (name === "QUIET") session.quiet = value === "" || isOn(value);
  return true;
}

function setPrinting(session: Session, name: string, value: string | undefined): boolean {
  const { format } = session;
  const say = (text: string): boolean => {
    if (!session.quiet) session.print(`${text}\n`);
    return true;
  };
  switch (name) {
    case "null":
      if (value !== undefined) format.null = value;
      return say(`Null display is "${format.null}".`);
    case "border":
      if (value !== undefined) format.border = Math.min(2, Number(value)) as Format["border"];
      return say(`Border style is ${format.border}.`);
    case "format":
      if (value === "aligned" || value === "unaligned" || value === "csv") format.layout = value;
      else if (value !== undefined) {
        session.process.stderr(`drydock: psql's format ${value} is not part of the lab; aligned, unaligned and csv are.\n`);
        return false;
      }
      return say(`Output format is ${format.layout}.`);
    case "tuples_only":
    case "t":
      format.tuplesOnly = value === undefined ? !format.tuplesOnly : isOn(value);
      return say(`Tuples only is ${format.tuplesOnly ? "on" : "off"}.`);
    case "expanded":
    case "x":
      format.expanded = value === undefined ? !format.expanded : value === "auto" ? "auto" : isOn(value);
      return say(`Expanded display is ${format.expanded ? "on" : "off"}.`);
    case "footer":
      format.footer = value === undefined ? !format.footer : isOn(value);
      return say(`Default footer is ${format.footer ? "on" : "off"}.`);
    case "fieldsep":
      if (value !== undefined) format.separator = value;
      return say(`Field separator is "${format.separator}".`);
    case "pager":
      return say(`Pager usage is ${value !== undefined && isOn(value) ? "on" : "off"}.`);
    default:
      session.complain(`\\pset: unknown option: ${name}`);
      return false;
  }
}

function connectionInfo(session: Session): boolean {
  const { target, address } = session.client;
  const where = target.host.startsWith("/")
    ? `via socket in "${target.host}"`
    : address === target.host
      ? `on host "${target.host}"`
      : `on host "${target.host}" (address "${address}")`;
  session.print(`You are connected to database "${target.database}" as user "${target.user}" ${where} at port "${target.port}".\n`);
  return true;
}

async function reconnect(session: Session, [database, user, host, port]: readonly string[]): Promise<boolean> {
  const was = session.client.target;
  const given = (word: string | undefined): string | undefined => (word === undefined || word === "-" ? undefined : word);
  try {
    const client = await Client.connect(
      session.process,
      targetOf(session.process, {
        database: given(database) ?? was.database,
        user: given(user) ?? was.user,
        host: given(host) ?? was.host,
        port: given(port) ?? was.port,
        password: was.password,
        application: was.application,
      }),
    );
    session.client.close();
    session.client = client;
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    session.complain(error.message);
    if (session.interactive) session.process.stderr("Previous connection kept\n");
    else session.lost = true;
    return false;
  }
  if (!session.quiet) {
    const { target } = session.client;
    session.print(`You are now connected to database "${target.database}" as user "${target.user}".\n`);
  }
  return true;
}

function redirect(session: Session, path: string): boolean {
  if (path === "") {
    session.output = undefined;
    return true;
  }
  const { process } = session;
  const file = absolute(process.cwd, path);
  process.fs.writeFile(file, "");
  session.output = (text) => process.fs.appendFile(file, text);
  return true;
}

/** `\copy table from 'file'`: COPY with a file of the client's. */
async function copy(session: Session, rest: string): Promise<boolean> {
  const match = /^([\s\S]*?)\s+(from|to)\s+(?:'((?:[^']|'')*)'|(\S+))([\s\S]*)$/i.exec(rest);
  if (!match) {
    session.complain("\\copy: parse error at end of line");
    return false;
  }
  const [, what = "", direction = "", quoted, plain, options = ""] = match;
  const name = quoted?.replaceAll("''", "'") ?? plain ?? "";
  const { process } = session;
  const path = absolute(process.cwd, name);
  const own = /^(p?std(in|out))$/i.test(name);
  if (direction.toLowerCase() === "from") {
    if (!own && process.fs.lookup(path)?.kind !== "file") {
      session.complain(`${name}: No such file or directory`);
      return false;
    }
    const before = session.data;
    if (!own) session.data = async () => process.fs.readText(path);
    const well = await session.run(`COPY ${what} FROM STDIN${options}`);
    session.data = before;
    return well;
  }
  const before = session.output;
  let text = "";
  session.output = (piece) => {
    text += piece;
  };
  const well = await session.run(`COPY ${what} TO STDOUT${options}`);
  session.output = before;
  if (own) session.print(text);
  else if (well) {
    process.fs.writeFile(path, text);
    const rows = text.split("\n").length - 1 - (/\bheader\b/i.test(options) ? 1 : 0);
    if (!session.quiet) session.print(`COPY ${rows}\n`);
  }
  return well;
}

async function list(session: Session, name: string, pattern: string): Promise<boolean> {
  const more = name.includes("+");
  const plain = name.replaceAll(/[+S]/g, "");
  const system = name.includes("S");
  try {
    if (plain === "d" && pattern !== "") {
      const tables = await describeRelations(session.client, pattern, more);
      for (const table of tables) session.printListing(table);
      if (tables.length === 0) return notFound(session, "relation", pattern);
      return true;
    }
    const listing = listingFor(session, plain, pattern, more, system);
    if (!listing) {
      session.complain(`invalid command \\${name}`);
      if (session.interactive) session.process.stderr("Try \\? for help.\n");
      return false;
    }
    const [result] = await session.client.query(listing.sql);
    const rows = result?.rows ?? [];
    if (rows.length === 0 && listing.empties && !session.quiet) {
      if (pattern !== "") return notFound(session, "relation", pattern);
      session.process.stderr("Did not find any relations.\n");
      return true;
    }
    const footers = plain === "du" || plain === "dg" ? [] : undefined;
    session.printListing({
      title: listing.title,
      columns: result?.columns?.map(({ name: head }) => ({ name: head, type: 25 })) ?? [],
      rows,
      footers,
    });
    return true;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    session.complain(`${error.fields.S}:  ${error.fields.M}`);
    return false;
  }
}

function notFound(session: Session, kind: string, pattern: string): boolean {
  session.complain(`Did not find any ${kind} named "${pattern}".`);
  return false;
}

function listingFor(session: Session, plain: string, pattern: string, more: boolean, system: boolean): listings.Listing | undefined {
  switch (plain) {
    case "l":
    case "list":
      return listings.databases(session.major, pattern, more);
    case "du":
    case "dg":
      return listings.roles(session.major, pattern, more);
    case "dn":
      return listings.schemas(pattern);
    case "df":
      return listings.functions(pattern);
    case "dx":
      return listings.extensions(pattern);
    case "dT":
      return listings.types(pattern);
    case "dp":
    case "z":
      return listings.accessPrivileges(pattern);
    default:
      return /^d[tvmsiE]*$/.test(plain) ? listings.relations(plain.slice(1), pattern, more, system) : undefined;
  }
}

const help = `Commands of psql that the lab has

  \\q                      quit psql
  \\c [DBNAME [USER]]      connect to another database
  \\conninfo               what this connection is
  \\l[+]                   list databases
  \\d[S+] [NAME]           list or describe tables, views, sequences
  \\dt \\di \\dv \\dm \\ds     list tables, indexes, views, materialized views, sequences
  \\du \\dn \\df \\dx \\dT     list roles, schemas, functions, extensions, types
  \\dp                     list access privileges
  \\x [on|off|auto]        one value a line
  \\t  \\a  \\f  \\pset       how rows are printed
  \\timing                 how long statements take
  \\i FILE                 run the statements of a file
  \\o [FILE]               send rows to a file
  \\copy ...               COPY with a file of your own
  \\g  \\gx  \\p  \\r         run, show or drop the statement that is being typed
  \\echo  \\set  \\unset     text and variables
  \\! [COMMAND]            run a command in a shell
`;
