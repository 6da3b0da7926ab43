/** Which server, database and user a client means: from its options, a connection string, the environment, and what is usual. */
import { accountsOf } from "../../../kernel/accounts.ts";
import type { Process } from "../../program.ts";

export interface Target {
  /** A host's name or address; a folder when it begins with `/`. */
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly database: string;
  readonly password: string | undefined;
  readonly application: string;
}

export interface Wishes {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly user?: string | undefined;
  /** A name, `postgresql://…`, or `host=… dbname=…`. */
  readonly database?: string | undefined;
  readonly password?: string | undefined;
  readonly application: string;
}

const socketFolder = "/var/run/postgresql";

const keys: Readonly<Record<string, keyof Wishes>> = {
  host: "host",
  hostaddr: "host",
  port: "port",
  user: "user",
  dbname: "database",
  password: "password",
};

/** Reads a connection string; `undefined` when it is just a database's name. Throws an `Error` with libpq's words. */
function parseConnectionString(text: string): Partial<Wishes> | undefined {
  if (/^postgres(ql)?:\/\//.test(text)) return parseUri(text);
  if (!text.includes("=")) return undefined;
  const wishes: Record<string, string> = {};
  for (const [, name = "", quoted, plain] of text.matchAll(/(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S*))/g)) {
    const key = keys[name];
    if (key) wishes[key] = quoted?.replaceAll(/\\(.)/g, "$1") ?? plain ?? "";
    else if (
      !/^(sslmode|application_name|connect_timeout|client_encoding|options|target_session_attrs|gssencmode|fallback_application_name)$/.test(
        name,
      )
    )
      throw new Error(`invalid connection option "${name}"`);
  }
  return wishes;
}

function parseUri(text: string): Partial<Wishes> {
  const match = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?(\[[^\]]*\]|[^:/?]*)(?::(\d*))?(?:\/([^?]*))?(?:\?(.*))?$/.exec(text);
  if (!match) throw new Error(`invalid URI "${text}"`);
  const [, user, password, host, port, database, query = ""] = match.map((part) => (part ? decodeURIComponent(part) : undefined));
  const wishes: Record<string, string | undefined> = { user, password, host, port, database };
  for (const pair of query.split("&")) {
    const [name = "", value = ""] = pair.split("=");
    const key = keys[name];
    if (key) wishes[key] = decodeURIComponent(value);
  }
  return Object.fromEntries(Object.entries(wishes).filter(([, value]) => value));
}

/** Fills in what was not said. Throws an `Error` with libpq's words. */
export function targetOf(process: Process, wishes: Wishes): Target {
  const said = { ...wishes, ...(wishes.database === undefined ? {} : (parseConnectionString(wishes.database) ?? {})) };
  if (wishes.database !== undefined && said.database === wishes.database && parseConnectionString(wishes.database))
    said.database = undefined;
  const env = (name: string): string | undefined => process.env.get(name) || undefined;
  const user = said.user ?? env("PGUSER") ?? accountsOf(process.fs).find(({ uid }) => uid === process.uid)?.name;
  if (user === undefined) throw new Error(`local user with ID ${process.uid} does not exist`);
  const target = {
    host: said.host ?? env("PGHOST") ?? socketFolder,
    port: said.port ?? env("PGPORT") ?? "5432",
    user,
    database: said.database ?? env("PGDATABASE") ?? user,
    application: said.application,
  };
  return { ...target, password: said.password ?? env("PGPASSWORD") ?? fromPasswordFile(process, target) };
}

/** `~/.pgpass`: `host:port:database:user:password`, `*` for any. */
function fromPasswordFile(process: Process, target: Omit<Target, "password">): string | undefined {
  const path = process.env.get("PGPASSFILE") ?? `${process.env.get("HOME") ?? "/"}/.pgpass`;
  const file = process.fs.lookup(path);
  if (file?.kind !== "file" || (file.mode & 0o077) !== 0) return undefined;
  const host = target.host.startsWith("/") ? "localhost" : target.host;
  const asked = [host, target.port, target.database, target.user];
  for (const line of process.fs.readText(path).split("\n")) {
    const fields = line.split(/(?<!\\):/).map((field) => field.replaceAll(/\\(.)/g, "$1"));
    if (fields.length >= 5 && asked.every((value, index) => fields[index] === "*" || fields[index] === value)) return fields[4];
  }
  return undefined;
}
