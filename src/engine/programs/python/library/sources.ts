import { asynchronous } from "./asynchronous.ts";
import { core } from "./core.ts";
import { data } from "./data.ts";
import { dates } from "./dates.ts";
import { files } from "./files.ts";
import { logs } from "./logs.ts";
import { web } from "./web.ts";
import { threads } from "./threads.ts";

/** Module sources by name. */
export const sources: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...core, ...data, ...dates, ...files, ...threads, ...logs, ...web, ...asynchronous }),
);
