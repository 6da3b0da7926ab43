/** `CONFIG`: a server's settings as clients read and change them. */
import { glob } from "./commands/command.ts";
import { CommandError } from "./database.ts";
import { ok, type Reply } from "./protocol.ts";
import type { Server } from "./server.ts";

/** `CONFIG what …` */
export function configure(server: Server, what: string, args: readonly string[]): Reply {
  const { configuration } = server;
  switch (what) {
    case "get": {
      const wanted = args.map((pattern) => glob(pattern.toLowerCase()));
      return configuration
        .all()
        .flatMap(([name, value]) => (wanted.some((matches) => matches(name)) ? [name, name === "dir" ? server.process.cwd : value] : []));
    }
    case "set":
      for (let index = 0; index < args.length; index += 2)
        if (!configuration.set((args[index] ?? "").toLowerCase(), args[index + 1] ?? ""))
          throw new CommandError(`ERR Unknown option or number of arguments for CONFIG SET - '${args[index] ?? ""}'`);
      return ok;
    case "resetstat":
      server.commands = 0;
      return ok;
    case "rewrite":
      throw new CommandError("ERR The server is running without a config file");
    default:
      throw new CommandError(`ERR unknown subcommand '${what}'. Try CONFIG HELP.`);
  }
}
