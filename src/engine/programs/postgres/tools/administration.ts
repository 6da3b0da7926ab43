/** `createdb`, `dropdb`, `createuser`, `dropuser`: one statement each. */
import type { Program } from "../../program.ts";
import { Client, ConnectError, ServerError } from "../client/client.ts";
import { targetOf } from "../client/target.ts";
import { identifier, quoted } from "../quote.ts";
import { releaseOf } from "../release.ts";
import { type Options, readOptions } from "./options.ts";

interface Tool {
  readonly name: string;
  readonly usage: Readonly<Record<string, string>>;
  /** What is said before the server's own words when it fails. */
  readonly failure: string;
  /** What it is about when nothing is named; `undefined` when something must be. */
  readonly otherwise?: (user: string) => string;
  readonly statements: (name: string, options: Options) => string[];
}

const connection = { h: "host:", p: "port:", U: "username:", w: "no-password", W: "password", e: "echo", V: "version", "?": "help" };

const tools: readonly Tool[] = [
  {
    name: "createdb",
    usage: {
      ...connection,
      O: "owner:",
      T: "template:",
      E: "encoding:",
      l: "locale:",
      D: "tablespace:",
      "": "lc-collate: lc-ctype: maintenance-db:",
    },
    failure: "database creation failed",
    otherwise: (user) => user,
    statements: (name, { values, operands }) => {
      const owner = values.get("owner");
      const template = values.get("template");
      const encoding = values.get("encoding");
      const rest = [
        owner && ` OWNER ${identifier(owner)}`,
        encoding && ` ENCODING ${quoted(encoding)}`,
        template && ` TEMPLATE ${identifier(template)}`,
      ];
      const comment = operands[1] === undefined ? [] : [`COMMENT ON DATABASE ${identifier(name)} IS ${quoted(operands[1])};`];
      return [`CREATE DATABASE ${identifier(name)}${rest.filter(Boolean).join("")};`, ...comment];
    },
  },
  {
    name: "dropdb",
    usage: { ...connection, f: "force", i: "interactive", "": "if-exists maintenance-db:" },
    failure: "database removal failed",
    statements: (name, { values }) => [
      `DROP DATABASE ${values.has("if-exists") ? "IF EXISTS " : ""}${identifier(name)}${values.has("force") ? " WITH (FORCE)" : ""};`,
    ],
  },
  {
    name: "createuser",
    usage: {
      ...connection,
      s: "superuser",
      S: "no-superuser",
      d: "createdb",
      D: "no-createdb",
      r: "createrole",
      R: "no-createrole",
      l: "login",
      L: "no-login",
      P: "pwprompt",
      c: "connection-limit:",
      g: "role:",
      i: "inherit",
      I: "no-inherit",
      "": "interactive replication no-replication",
    },
    failure: "creation of new role failed",
    otherwise: (user) => user,
    statements: (name, { values }) => {
      const superuser = values.has("superuser");
      const words = [
        superuser ? "SUPERUSER" : "NOSUPERUSER",
        superuser || values.has("createdb") ? "CREATEDB" : "NOCREATEDB",
        superuser || values.has("createrole") ? "CREATEROLE" : "NOCREATEROLE",
        values.has("no-inherit") ? "NOINHERIT" : "INHERIT",
        values.has("no-login") ? "NOLOGIN" : "LOGIN",
        values.has("replication") ? "REPLICATION" : "NOREPLICATION",
        "NOBYPASSRLS",
      ];
      return [`CREATE ROLE ${identifier(name)} ${words.join(" ")};`];
    },
  },
  {
    name: "dropuser",
    usage: { ...connection, i: "interactive", "": "if-exists" },
    failure: "removal of role",
    statements: (name, { values }) => [`DROP ROLE ${values.has("if-exists") ? "IF EXISTS " : ""}${identifier(name)};`],
  },
];

function program(tool: Tool): Program {
  return async (process, descriptor) => {
    const options = readOptions(tool.name, process.argv.slice(1), tool.usage);
    if (typeof options === "string") {
      process.stderr(options);
      return 1;
    }
    const { values, operands } = options;
    if (values.has("version")) {
      process.stdout(`${tool.name} (PostgreSQL) ${releaseOf(descriptor).text}\n`);
      return 0;
    }
    const wishes = { host: values.get("host"), port: values.get("port"), user: values.get("username"), application: tool.name };
    const fail = (text: string): number => {
      process.stderr(`${tool.name}: error: ${text}\n`);
      return 1;
    };
    try {
      const target = targetOf(process, { ...wishes, database: values.get("maintenance-db") ?? "postgres" });
      const name = operands[0] ?? process.env.get("PGDATABASE") ?? tool.otherwise?.(target.user);
      if (name === undefined) return fail(`missing required argument ${tool.name === "dropdb" ? "database name" : "role name"}`);
      const client = await Client.connect(process, target);
      try {
        for (const sql of tool.statements(name, options)) {
          if (values.has("echo")) process.stdout(`${sql}\n`);
          await client.query(sql);
        }
      } catch (error) {
        if (!(error instanceof ServerError)) throw error;
        const { S, M, D } = error.fields;
        return fail(
          `${tool.failure}${tool.name === "dropuser" ? ` "${name}" failed` : ""}: ${S}:  ${M}${D === undefined ? "" : `\nDETAIL:  ${D}`}`,
        );
      } finally {
        client.close();
      }
      return 0;
    } catch (error) {
      if (error instanceof ConnectError || (error instanceof Error && !process.signal.aborted)) return fail(error.message);
      throw error;
    }
  };
}

export const administrationPrograms: readonly (readonly [string, Program])[] = tools.map((tool) => [tool.name, program(tool)]);
