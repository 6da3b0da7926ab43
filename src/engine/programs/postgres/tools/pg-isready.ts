/** `pg_isready`: whether a server lets anyone in. */
import type { Program } from "../../program.ts";
import { Client, ConnectError } from "../client/client.ts";
import { targetOf } from "../client/target.ts";
import { within } from "../../network/calls.ts";
import { releaseOf } from "../release.ts";
import { readOptions } from "./options.ts";

const usage = { d: "dbname:", h: "host:", p: "port:", q: "quiet", t: "timeout:", U: "username:", V: "version", "?": "help" };

export const pgIsReady: Program = async (process, descriptor) => {
  const options = readOptions("pg_isready", process.argv.slice(1), usage);
  if (typeof options === "string") {
    process.stderr(options);
    return 3;
  }
  const { values } = options;
  if (values.has("version")) {
    process.stdout(`pg_isready (PostgreSQL) ${releaseOf(descriptor).text}\n`);
    return 0;
  }
  const seconds = Number(values.get("timeout") ?? 3);
  const wishes = {
    host: values.get("host"),
    port: values.get("port"),
    user: values.get("username") ?? process.env.get("PGUSER") ?? "nobody",
    database: values.get("dbname"),
    application: "pg_isready",
  };
  const target = targetOf(process, wishes);
  const answer = async (): Promise<[number, string]> => {
    try {
      const client = await within(process, seconds > 0 ? seconds * 1000 : undefined, () => Client.connect(process, target));
      client.close();
      return [0, "accepting connections"];
    } catch (error) {
      if (process.signal.aborted) throw error;
      // Whoever is told no, was told so by a server that works.
      if (error instanceof ConnectError && error.rejected)
        return error.fields?.C === "57P03" ? [1, "rejecting connections"] : [0, "accepting connections"];
      return [2, "no response"];
    }
  };
  const [code, words] = await answer();
  if (!values.has("quiet")) process.stdout(`${target.host}:${target.port} - ${words}\n`);
  return code;
};
