/** `engine`: the simulated Engine behind the Docker Engine API, for the real client and whatever else speaks it. */
import { resolve } from "node:path";
import { createDaemon } from "../daemon/daemon.ts";
import { listen, ListenError, parseAddress } from "../daemon/node/listen.ts";
import { createHttpServer } from "../daemon/node/server.ts";
import { machineClock, virtualStart } from "../engine/clocks.ts";
import { directory } from "../engine/filesystem/build.ts";
import { readArguments, UsageError } from "./arguments.ts";
import { createLab } from "./lab.ts";
import { ownedBy, readWorkspace } from "./workspace.ts";

/** Serves until SIGINT or SIGTERM; resolves to 0 then. Time runs as it does outside. */
export async function engineCommand(words: readonly string[]): Promise<number> {
  const args = readArguments(words, { values: ["listen", "workspace"] });
  const text = args.value("listen");
  if (args.words.length > 0 || text === undefined)
    throw new UsageError("engine needs --listen unix:///PATH or --listen tcp://127.0.0.1:PORT");
  const { engine, disk } = createLab(directory({}, ownedBy(virtualStart)), machineClock());
  const folder = args.value("workspace");
  // The client names folders by the paths they have outside.
  if (folder !== undefined) disk.put(resolve(folder), readWorkspace(folder, virtualStart), { parents: true });
  const daemon = createDaemon({
    engine,
    onFault: (error, { method, target }) =>
      void process.stderr.write(`lab: ${method} ${target}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
  });
  const listening = await start(text, daemon);
  process.stderr.write(`lab: the engine listens at ${listening.address}\n`);
  await new Promise<void>((end) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end());
  });
  await listening.close();
  return 0;
}

async function start(text: string, daemon: ReturnType<typeof createDaemon>): ReturnType<typeof listen> {
  try {
    return await listen(createHttpServer(daemon), parseAddress(text));
  } catch (error) {
    if (error instanceof ListenError) throw new UsageError(error.message);
    throw error;
  }
}
