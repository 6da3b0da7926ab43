/** `initdb`: makes a data directory. The files are PostgreSQL's own. */
import { Backend } from "../backend/backend.ts";
import { absolute } from "../../packages/lab.ts";
import type { Process, Program } from "../../program.ts";
import { type Release, releaseOf } from "../release.ts";
import { identifier, quoted } from "../quote.ts";
import { decode, fieldsOf } from "../protocol/messages.ts";
import { query } from "./cluster.ts";
import { rememberSuperuser, userName } from "./data-directory.ts";

interface Options {
  readonly path: string;
  readonly superuser: string;
  readonly password: string | undefined;
  readonly local: string;
  readonly host: string;
  readonly checksums: boolean;
  readonly locale: string;
}

/** Long options that take a value, by their letter. */
const valued: Readonly<Record<string, string>> = {
  D: "pgdata",
  U: "username",
  A: "auth",
  E: "encoding",
  X: "waldir",
  T: "text-search-config",
  c: "set",
};
const flags = new Set(["data-checksums", "no-sync", "nosync", "no-instructions", "no-locale", "pwprompt", "no-clean", "debug", "show"]);
const long = new Set([
  ...Object.values(valued),
  "auth-local",
  "auth-host",
  "locale",
  "lc-collate",
  "lc-ctype",
  "lc-messages",
  "lc-monetary",
  "lc-numeric",
  "lc-time",
  "pwfile",
  "wal-segsize",
  "locale-provider",
  "icu-locale",
]);

export const initdb: Program = async (process, descriptor) => {
  const release = releaseOf(descriptor);
  const args = process.argv.slice(1);
  if (args[0] === "--version" || args[0] === "-V") {
    process.stdout(`initdb (PostgreSQL) ${release.text}\n`);
    return 0;
  }
  const given = new Map<string, string>();
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? "";
    const match = /^--([\w-]+)(?:=([\s\S]*))?$/.exec(word);
    const name =
      match?.[1] ??
      valued[word[1] ?? ""] ??
      ({ k: "data-checksums", N: "no-sync", W: "pwprompt" } as Record<string, string>)[word[1] ?? ""] ??
      "";
    if (!word.startsWith("-")) given.set("pgdata", word);
    else if (flags.has(name)) given.set(name, "");
    else if (long.has(name))
      given.set(name, match ? (match[2] ?? args[++index] ?? "") : word.length > 2 ? word.slice(2) : (args[++index] ?? ""));
    else {
      process.stderr(
        `initdb: ${match ? `unrecognized option '${word}'` : `invalid option -- '${word[1]}'`}\ninitdb: hint: Try "initdb --help" for more information.\n`,
      );
      return 1;
    }
  }
  if (process.uid === 0) {
    process.stderr(
      `initdb: error: cannot be run as root\ninitdb: hint: Please log in (using, e.g., "su") as the (unprivileged) user that will own the server process.\n`,
    );
    return 1;
  }
  const path = given.get("pgdata") ?? process.env.get("PGDATA");
  if (path === undefined) {
    process.stderr(
      "initdb: error: no data directory specified\ninitdb: hint: You must identify the directory where the data for this database system will reside.  Do this with either the invocation option -D or the environment variable PGDATA.\n",
    );
    return 1;
  }
  const file = given.get("pwfile");
  const auth = given.get("auth") ?? "trust";
  return new Initialisation(process, release, {
    path: absolute(process.cwd, path),
    superuser: given.get("username") ?? userName(process) ?? "postgres",
    password: file === undefined ? undefined : await readPassword(process, file),
    local: given.get("auth-local") ?? auth,
    host: given.get("auth-host") ?? auth,
    checksums: given.has("data-checksums"),
    locale: given.has("no-locale") ? "C" : (given.get("locale") ?? process.env.get("LC_ALL") ?? process.env.get("LANG") ?? "C"),
  }).run(given.has("auth") || given.has("auth-local"), given.has("no-sync") || given.has("nosync"), given.get("pgdata") ?? path);
};

async function readPassword(process: Process, file: string): Promise<string> {
  // `<(printf …)` is a pipe that the process inherits.
  const descriptor = /^\/dev\/fd\/(\d+)$/.exec(file)?.[1];
  const open = descriptor === undefined ? undefined : process.task.descriptors.get(Number(descriptor));
  const text = open ? await open.readAll(process.signal) : process.fs.readText(file);
  return text.split("\n")[0] ?? "";
}

class Initialisation {
  readonly #process: Process;
  readonly #release: Release;
  readonly #options: Options;

  constructor(process: Process, release: Release, options: Options) {
    this.#process = process;
    this.#release = release;
    this.#options = options;
  }

  async run(authGiven: boolean, noSync: boolean, shown: string): Promise<number> {
    const process = this.#process;
    const { path, locale, checksums, local } = this.#options;
    const say = (text: string): void => process.stdout(`${text}\n`);
    const owner = userName(process);
    if (owner === undefined) {
      process.stderr(`initdb: error: could not look up effective user ID ${process.uid}: user does not exist\n`);
      return 1;
    }
    say(`The files belonging to this database system will be owned by user "${owner}".\nThis user must also own the server process.\n`);
    say(`The database cluster will be initialized with locale "${locale}".`);
    say(`The default database encoding has accordingly been set to "UTF8".`);
    say(`The default text search configuration will be set to "english".\n`);
    say(`Data page checksums are ${checksums ? "enabled" : "disabled"}.\n`);
    const exists = process.fs.exists(path);
    if (exists && process.fs.readdir(path).length > 0) {
      process.stderr(`initdb: error: directory "${path}" exists but is not empty\n`);
      process.stderr(
        `initdb: hint: If you want to create a new database system, either remove or empty the directory "${path}" or run initdb with an argument other than "${path}".\n`,
      );
      return 1;
    }
    if (exists) {
      const node = process.fs.stat(path);
      if (node.uid !== process.uid && process.uid !== 0) {
        process.stderr(`initdb: error: could not change permissions of directory "${path}": Operation not permitted\n`);
        return 1;
      }
      process.fs.chmod(path, 0o700);
      say(`fixing permissions on existing directory ${path} ... ok`);
    } else {
      process.fs.mkdir(path, { recursive: true, mode: 0o700 });
      say(`creating directory ${path} ... ok`);
    }
    say("creating subdirectories ... ok");
    say("selecting dynamic shared memory implementation ... posix");
    say("selecting default max_connections ... 100");
    say("selecting default shared_buffers ... 128MB");
    say("selecting default time zone ... Etc/UTC");
    this.#configure();
    say("creating configuration files ... ok");
    await process.compute(120);
    await this.#make();
    say("running bootstrap script ... ok");
    await process.compute(180);
    say("performing post-bootstrap initialization ... ok");
    say(
      noSync
        ? "\nSync to disk skipped.\nThe data directory might become corrupt if the operating system crashes.\n"
        : "syncing data to disk ... ok\n",
    );
    if (!authGiven) {
      process.stderr(`initdb: warning: enabling "${local}" authentication for local connections\n`);
      process.stderr(
        "initdb: hint: You can change this by editing pg_hba.conf or using the option -A, or --auth-local and --auth-host, the next time you run initdb.\n",
      );
    }
    say(`\nSuccess. You can now start the database server using:\n\n    pg_ctl -D ${shown} -l logfile start\n`);
    return 0;
  }

  #configure(): void {
    const { path, local, host, locale } = this.#options;
    const write = (name: string, text: string): void => this.#process.fs.writeFile(`${path}/${name}`, text, { mode: 0o600 });
    write("PG_VERSION", `${this.#release.major}\n`);
    write(
      "postgresql.conf",
      `# The settings of this server. Lines that begin with # say what holds without them.

listen_addresses = '*'
#port = 5432
max_connections = 100
#unix_socket_directories = '/var/run/postgresql'
shared_buffers = 128MB
dynamic_shared_memory_type = posix
max_wal_size = 1GB
min_wal_size = 80MB
#log_statement = 'none'
log_timezone = 'Etc/UTC'
datestyle = 'iso, mdy'
timezone = 'Etc/UTC'
lc_messages = '${locale}'
lc_monetary = '${locale}'
lc_numeric = '${locale}'
lc_time = '${locale}'
default_text_search_config = 'pg_catalog.english'
`,
    );
    write("postgresql.auto.conf", "# Settings of ALTER SYSTEM, which writes this file anew each time.\n");
    const rule = (type: string, database: string, address: string, method: string): string =>
      `${type.padEnd(8)}${database.padEnd(16)}${"all".padEnd(16)}${address.padEnd(24)}${method}\n`;
    write(
      "pg_hba.conf",
      `# Who may connect from where, and how they show who they are. The first line that fits counts.

# TYPE  DATABASE        USER            ADDRESS                 METHOD

${rule("local", "all", "", local)}${rule("host", "all", "127.0.0.1/32", host)}${rule("host", "all", "::1/128", host)}${rule("local", "replication", "", local)}${rule("host", "replication", "127.0.0.1/32", host)}${rule("host", "replication", "::1/128", host)}`,
    );
    write("pg_ident.conf", "# MAPNAME       SYSTEM-USERNAME         DATABASE-USERNAME\n");
  }

  /** Has PostgreSQL make its catalogues, then gives the superuser name and password. */
  async #make(): Promise<void> {
    const { path, superuser, password, locale } = this.#options;
    const process = this.#process;
    // What PGlite takes for a sign that the directory is made already.
    process.fs.remove(`${path}/PG_VERSION`);
    const backend = await Backend.open({
      tree: process.fs,
      path,
      database: "template1",
      superuser: "postgres",
      release: this.#release,
      seed: `${process.hostname} ${path} ${process.clock.now()}`,
      now: () => process.clock.now(),
      log: () => {},
    });
    process.fs.writeFile(`${path}/PG_VERSION`, `${this.#release.major}\n`, { mode: 0o600 });
    const told = (message: Uint8Array): void => {
      const refused = decode(backend.run(message).answer).find(({ type }) => type === "E");
      if (refused) throw new Error(`initdb was refused: ${fieldsOf(refused.body).M}`);
    };
    told(query("SET allow_system_table_mods = on"));
    // A row that was changed into itself can't be altered any more in this session.
    if (superuser !== "postgres") told(query(`UPDATE pg_authid SET rolname = ${quoted(superuser)} WHERE oid = 10`));
    told(query(`UPDATE pg_database SET datcollate = ${quoted(locale)}, datctype = ${quoted(locale)}`));
    told(query("UPDATE pg_database SET datacl = (SELECT datacl FROM pg_database WHERE datname = 'template0') WHERE datname = 'template1'"));
    if (password) told(query(`ALTER ROLE ${identifier(superuser)} PASSWORD ${quoted(password)}`));
    await backend.close();
    rememberSuperuser(process, path, superuser);
  }
}
