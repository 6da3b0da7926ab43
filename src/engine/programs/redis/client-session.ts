/** One client of a server: which database it uses, whether it may, its transaction, what it listens to. */
import { waitForItem, wakeWaiting } from "./blocking.ts";
import { unknownCommand } from "./commands/absent.ts";
import { bits } from "./commands/bits.ts";
import { type Command, type Commands, glob, integer, syntaxError } from "./commands/command.ts";
import { hashes } from "./commands/hashes.ts";
import { keys } from "./commands/keys.ts";
import { lists } from "./commands/lists.ts";
import { pages } from "./commands/pages.ts";
import { scoreSets } from "./commands/score-sets.ts";
import { sets } from "./commands/sets.ts";
import { streams } from "./commands/streams.ts";
import { strings } from "./commands/strings.ts";
import { configure } from "./config-command.ts";
import { CommandError, type Database } from "./database.ts";
import { information } from "./information.ts";
import { isFailure, ok, type Reply } from "./protocol.ts";
import type { Server } from "./server.ts";
import { Subscriptions } from "./subscriptions.ts";
import { Transaction } from "./transaction.ts";

const table: Commands = { ...strings, ...bits, ...lists, ...hashes, ...sets, ...scoreSets, ...streams, ...keys, ...pages };

/** Commands that are about the server or the connection, with how many words they take, as `Command.arity` says it. */
const own: Readonly<Record<string, number>> = {
  ping: -1,
  echo: 2,
  select: 2,
  auth: -2,
  quit: 1,
  hello: -1,
  info: -1,
  config: -2,
  client: -2,
  save: 1,
  bgsave: -1,
  lastsave: 1,
  shutdown: -1,
  time: 1,
  flushall: -1,
  multi: 1,
  exec: 1,
  discard: 1,
  watch: -2,
  unwatch: 1,
  subscribe: -2,
  psubscribe: -2,
  unsubscribe: -1,
  punsubscribe: -1,
  publish: 3,
  pubsub: -2,
  wait: 3,
  blpop: -3,
  brpop: -3,
  monitor: 1,
  command: -1,
  reset: 1,
  swapdb: 3,
  role: 1,
  bgrewriteaof: 1,
};

export class Client {
  readonly id: number;
  readonly address: string;
  readonly #server: Server;
  /** Sends what was not asked for. */
  readonly #push: (reply: Reply) => void;
  name = "";
  database = 0;
  closing = false;
  /** Needs no password: the server itself. */
  trusted = false;
  monitors = false;
  #entered = false;
  readonly #transaction = new Transaction();
  readonly #channels: Subscriptions;

  constructor(server: Server, id: number, push: (reply: Reply) => void, address: string) {
    this.#server = server;
    this.id = id;
    this.#push = push;
    this.#channels = new Subscriptions(push);
    this.address = address;
  }

  get #data(): Database {
    return this.#server.databases[this.database] as Database;
  }

  leave(): void {
    this.#channels.clear();
    this.monitors = false;
  }

  /** Answers a command, later when it waits for something. */
  async answer(words: readonly string[]): Promise<{ reply: Reply } | "none"> {
    const name = (words[0] ?? "").toLowerCase();
    for (const other of this.#server.clients)
      if (other.monitors && name !== "auth")
        other.#push({
          status: `${(this.#server.process.clock.now() / 1000).toFixed(6)} [${this.database} ${this.address}] ${words.map((word) => JSON.stringify(word)).join(" ")}`,
        });
    const refused = this.#refusal(name, words.length);
    if (!refused && !this.#transaction.open) {
      if (name === "blpop" || name === "brpop")
        return { reply: await waitForItem(this.#server, this.database, name === "blpop" ? "left" : "right", words.slice(1)) };
      if (/^p?(un)?subscribe$/.test(name)) {
        this.#channels.change(name, words.slice(1));
        return "none";
      }
    }
    const reply = this.run(words);
    return { reply };
  }

  #refusal(name: string, count: number): Reply | undefined {
    const arity = table[name]?.arity ?? own[name];
    if (!this.#allowed && !["auth", "hello", "quit"].includes(name)) return { error: "NOAUTH Authentication required." };
    if (arity === undefined) return undefined;
    if (arity > 0 ? count !== arity : count < -arity) return { error: `ERR wrong number of arguments for '${name}' command` };
    if (this.#channels.size > 0 && !/^(p?(un)?subscribe|ping|quit|reset)$/.test(name))
      return {
        error: `ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
      };
    return undefined;
  }

  get #allowed(): boolean {
    return this.trusted || this.#entered || this.#server.configuration.get("requirepass") === "";
  }

  /** Runs a command that does not wait. */
  run(words: readonly string[]): Reply {
    const [given = "", ...args] = words;
    const name = given.toLowerCase();
    const command = table[name];
    const refused = this.#refusal(name, words.length);
    const unknown = !command && !(name in own);
    if (refused || unknown) {
      if (this.#transaction.open && this.#allowed) this.#transaction.spoil();
      return refused ?? { error: unknownCommand(given, args) };
    }
    if (this.#transaction.open && !["exec", "discard", "multi", "quit", "reset", "watch"].includes(name)) {
      this.#transaction.queue(words);
      return { status: "QUEUED" };
    }
    this.#server.commands++;
    try {
      return command ? this.#change(command, words) : this.#control(name, args);
    } catch (error) {
      if (error instanceof CommandError) return { error: error.message };
      throw error;
    }
  }

  #change(command: Command, words: readonly string[]): Reply {
    const reply = command.run({ database: this.#data, now: () => this.#server.process.clock.now() }, words.slice(1));
    if (command.writes && !isFailure(reply)) {
      if (!this.trusted) this.#server.changed(this.database, words);
      wakeWaiting(this.#data);
    }
    return reply;
  }

  #control(name: string, args: readonly string[]): Reply {
    const server = this.#server;
    const [first = "", second = ""] = args;
    switch (name) {
      case "ping":
        if (this.#channels.size > 0) return ["pong", first];
        return args.length === 0 ? { status: "PONG" } : first;
      case "echo":
        return first;
      case "select": {
        const index = integer(first);
        if (!server.databases[index]) throw new CommandError("ERR DB index is out of range");
        this.database = index;
        return ok;
      }
      case "auth":
        return this.#authenticate(args);
      case "hello":
        return first === "" || first === "2"
          ? ["server", "redis", "version", server.version, "proto", 2, "id", this.id, "mode", "standalone", "role", "master", "modules", []]
          : { error: "NOPROTO unsupported protocol version" };
      case "quit":
        this.closing = true;
        return ok;
      case "reset":
        this.#transaction.abandon();
        this.#channels.clear();
        this.monitors = false;
        this.database = 0;
        return { status: "RESET" };
      case "info":
        return information(server, first);
      case "config":
        return configure(server, first.toLowerCase(), args.slice(1));
      case "client":
        return this.#client(first.toLowerCase(), second);
      case "save":
        return server.save() ? ok : { error: "ERR" };
      case "bgsave":
        server.saveInBackground();
        return { status: "Background saving started" };
      case "bgrewriteaof":
        return { status: "Background append only file rewriting started" };
      case "lastsave":
        return Math.floor(server.lastSave / 1000);
      case "time": {
        const now = server.process.clock.now();
        return [String(Math.floor(now / 1000)), String(Math.round((now % 1000) * 1000))];
      }
      case "role":
        return ["master", 0, []];
      case "command":
        return /^count$/i.test(first) ? Object.keys(table).length + Object.keys(own).length : [];
      case "flushall":
        for (const database of server.databases) database.clear();
        if (!this.trusted) server.changed(this.database, ["FLUSHALL"]);
        return ok;
      case "shutdown":
        if (args.length > 1 || (first !== "" && !/^(no)?save$/i.test(first))) throw syntaxError();
        if (!server.shutdown(/^nosave$/i.test(first) ? false : /^save$/i.test(first) ? true : undefined))
          return { error: "ERR Errors trying to SHUTDOWN. Check logs." };
        this.closing = true;
        return ok;
      case "monitor":
        this.monitors = true;
        return ok;
      case "pubsub":
        return this.#pubsub(first.toLowerCase(), args.slice(1));
      case "wait":
        return 0;
      case "publish":
        return [...server.clients].reduce((reached, client) => reached + client.#channels.deliver(first, second), 0);
      default:
        return this.#transaction.control(name, args, this.#data, (words) => this.run(words));
    }
  }

  /** What is listened to on the whole server. */
  #pubsub(what: string, args: readonly string[]): Reply {
    const heard = [...this.#server.clients].flatMap((client) => client.#channels.names);
    if (what === "channels") return [...new Set(heard)].filter(glob(args[0] ?? "*"));
    if (what === "numsub") return args.flatMap((channel) => [channel, heard.filter((name) => name === channel).length]);
    throw new CommandError(`ERR unknown subcommand '${what}'. Try PUBSUB HELP.`);
  }

  #authenticate(args: readonly string[]): Reply {
    const wanted = this.#server.configuration.get("requirepass");
    if (args.length > 2) throw syntaxError();
    const [user, password] = args.length > 1 ? args : ["default", args[0]];
    if (args.length === 1 && wanted === "")
      return {
        error:
          "ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?",
      };
    if (user !== "default" || (wanted !== "" && password !== wanted))
      return { error: "WRONGPASS invalid username-password pair or user is disabled." };
    this.#entered = true;
    return ok;
  }

  #client(what: string, value: string): Reply {
    switch (what) {
      case "getname":
        return this.name === "" ? null : this.name;
      case "setname":
        this.name = value;
        return ok;
      case "setinfo":
      case "no-evict":
      case "no-touch":
        return ok;
      case "id":
        return this.id;
      case "info":
        return `${this.#describe()}\n`;
      case "list":
        return [...this.#server.clients].map((client) => `${client.#describe()}\n`).join("");
      default:
        throw new CommandError(`ERR unknown subcommand '${what}'. Try CLIENT HELP.`);
    }
  }

  #describe(): string {
    return `id=${this.id} addr=${this.address} name=${this.name} db=${this.database} sub=${this.#channels.size} multi=${this.#transaction.length} user=default resp=2`;
  }
}
