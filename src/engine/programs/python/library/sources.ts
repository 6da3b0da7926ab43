import { commandLine } from "./arguments.ts";
import { asynchronous } from "./asyncio/index.ts";
import { chance } from "./chance.ts";
import { classes } from "./classes.ts";
import { collections } from "./collections.ts";
import { dates } from "./datetime/index.ts";
import { digests } from "./digests.ts";
import { files } from "./files.ts";
import { functions } from "./functions.ts";
import { http } from "./http.ts";
import { httpServer } from "./http-server.ts";
import { iteration } from "./iteration.ts";
import { logs } from "./logs.ts";
import { machine } from "./machine.ts";
import { numbers } from "./numbers.ts";
import { paths } from "./paths.ts";
import { runtime } from "./runtime.ts";
import { sockets } from "./sockets.ts";
import { text } from "./text.ts";
import { threads } from "./threads.ts";
import { types } from "./types.ts";
import { urls } from "./urls.ts";

/** Module sources by name. */
export const sources: ReadonlyMap<string, string> = new Map(
  [
    commandLine,
    asynchronous,
    chance,
    classes,
    collections,
    dates,
    digests,
    files,
    functions,
    http,
    httpServer,
    iteration,
    logs,
    machine,
    numbers,
    paths,
    runtime,
    sockets,
    text,
    threads,
    types,
    urls,
  ].flatMap((modules) => Object.entries(modules)),
);
