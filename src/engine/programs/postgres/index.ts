/** PostgreSQL's programs. Each is loaded when it is first run: together with PostgreSQL itself they are large. */
import { outside } from "../../turns.ts";
import type { Program } from "../program.ts";

function late(load: () => Promise<Program>): Program {
  let loading: Promise<Program> | undefined;
  return async (process, descriptor) => {
    loading ??= load();
    return (await outside(loading))(process, descriptor);
  };
}

const administration = (name: string): Program =>
  late(async () => {
    const { administrationPrograms } = await import("./tools/administration.ts");
    return new Map(administrationPrograms).get(name) as Program;
  });

export const postgresPrograms: readonly (readonly [string, Program])[] = [
  ["postgres", late(async () => (await import("./server/postgres.ts")).postgres)],
  ["initdb", late(async () => (await import("./server/initdb.ts")).initdb)],
  ["psql", late(async () => (await import("./psql/psql.ts")).psql)],
  ["pg_isready", late(async () => (await import("./tools/pg-isready.ts")).pgIsReady)],
  ["pg_ctl", late(async () => (await import("./tools/pg-ctl.ts")).pgCtl)],
  ["createdb", administration("createdb")],
  ["dropdb", administration("dropdb")],
  ["createuser", administration("createuser")],
  ["dropuser", administration("dropuser")],
  ["gosu", late(async () => (await import("./tools/gosu.ts")).gosu)],
];
