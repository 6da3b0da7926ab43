import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { createLab } from "../../../headless/lab.ts";
import type { LabSession } from "../../../shell/session.ts";
import { directory, fromPaths } from "../../filesystem/build.ts";

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");

async function run(session: LabSession, line: string): Promise<string> {
  let output = "";
  const write = (text: string): void => {
    output += text;
  };
  await session.exec(line, { stdout: write, stderr: write });
  return output;
}

describe("psql", () => {
  it("prints what psql 15 was recorded to print", async () => {
    const session = createLab(fromPaths({ "psql-15.sql": fixture("psql-15.sql") }));
    await run(
      session,
      "docker run -d -q --name db -v ./psql-15.sql:/psql-15.sql -e POSTGRES_PASSWORD=x -e LANG=C.UTF-8 postgres:15-alpine",
    );
    await run(session, "sleep 10");
    const output = await run(session, "docker exec db sh -c 'psql -U postgres -f - < /psql-15.sql'");
    expect(output).toBe(fixture("psql-15.out"));
  }, 120_000);
});

describe("postgres in a container", () => {
  let session: LabSession;
  beforeAll(async () => {
    session = createLab(
      directory({
        init: fromPaths({
          "1-table.sql": "CREATE TABLE seeds (name text);\nINSERT INTO seeds VALUES ('oak');\n",
          "2-more.sh": 'psql -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "INSERT INTO seeds VALUES (\'ash\')"\n',
          "readme.txt": "",
        }),
      }),
    );
    await run(session, "docker network create net");
    await run(
      session,
      "docker run -d -q --name db --network net -v data:/var/lib/postgresql/data -v ./init:/docker-entrypoint-initdb.d -e POSTGRES_USER=app -e POSTGRES_DB=shop -e POSTGRES_PASSWORD=secret postgres:16-alpine",
    );
    await run(session, "sleep 10");
  }, 120_000);
  const psql = (words: string): string =>
    `docker run --rm -q --network net -e PGPASSWORD=secret postgres:16-alpine psql -h db -U app ${words}`;

  it("does not begin without a password", async () => {
    const output = await run(session, "docker run --rm -q postgres:16-alpine");
    expect(output).toContain("Error: Database is uninitialized and superuser password is not specified.");
  });

  it("runs what it is given at its first start, in order", async () => {
    expect(await run(session, psql("shop -Atc 'select name from seeds'"))).toBe("oak\nash\n");
    expect(await run(session, "docker logs db")).toContain("ignoring /docker-entrypoint-initdb.d/readme.txt");
  }, 60_000);

  it("gives the superuser of its own name the password too", async () => {
    await run(session, "docker run -d -q --name plain --network net -e POSTGRES_PASSWORD=other postgres:16-alpine");
    await run(session, "sleep 10");
    const ask = (password: string): string =>
      `docker run --rm -q --network net -e PGPASSWORD=${password} postgres:16-alpine psql -h plain -U postgres -Atc 'select 7'`;
    expect(await run(session, ask("other"))).toBe("7\n");
    expect(await run(session, ask("password"))).toContain('password authentication failed for user "postgres"');
    await run(session, "docker rm -f plain");
  }, 120_000);

  it("refuses in the server's words", async () => {
    expect(await run(session, psql("shop -p 1"))).toMatch(
      /^psql: error: connection to server at "db" \([\d.]+\), port 1 failed: Connection refused\n\tIs the server running/,
    );
    expect(await run(session, psql("nope"))).toMatch(/port 5432 failed: FATAL: {2}database "nope" does not exist\n$/);
    expect(await run(session, psql("shop").replace("secret", "wrong"))).toMatch(
      /FATAL: {2}password authentication failed for user "app"\n$/,
    );
    expect(await run(session, "docker exec db psql -U nobody shop")).toMatch(/FATAL: {2}role "nobody" does not exist\n$/);
  }, 60_000);

  it("keeps sessions apart: what one has set, and what it has not committed", async () => {
    const lines =
      'docker exec db sh -c \'(echo "set work_mem = \\"5MB\\"; begin; insert into seeds values (1);"; sleep 3; echo "rollback; show work_mem;") | psql -qAt -U app shop & sleep 1; psql -U app shop -Atc "show work_mem" -c "select count(*) from seeds"; wait\'';
    expect((await run(session, lines)).split("\n").sort().join(" ").trim()).toBe("2 4MB 5MB");
  }, 60_000);

  it("lets pg_sleep take the machine's time", async () => {
    const output = await run(session, "docker exec db sh -c 'date +%s; psql -U app shop -qAtc \"select pg_sleep(5)\"; date +%s'");
    const [before, , after] = output.split("\n").map(Number);
    expect((after ?? 0) - (before ?? 0)).toBe(5);
  }, 60_000);

  it("keeps what was committed when it is killed, and recovers it", async () => {
    await run(session, "docker exec db psql -U app shop -c \"insert into seeds values ('elm')\"");
    await run(session, "docker kill db; docker start db; sleep 3");
    expect(await run(session, "docker logs --tail 8 db")).toContain("automatic recovery in progress");
    expect(await run(session, "docker exec db psql -U app shop -Atc 'select count(*) from seeds'")).toBe("3\n");
  }, 60_000);

  it("logs what it is told to log", async () => {
    await run(session, "docker run -d -q --name loud -e POSTGRES_PASSWORD=x postgres:16-alpine -c log_statement=all; sleep 8");
    await run(session, "docker exec loud psql -U postgres -c 'select 42'");
    expect(await run(session, "docker logs --tail 1 loud")).toMatch(/ UTC \[\d+\] LOG: {2}statement: select 42\n$/);
    await run(session, "docker rm -f loud");
  }, 60_000);

  it("ends as its signals say", async () => {
    await run(session, "docker stop db");
    expect(await run(session, "docker inspect -f '{{.State.ExitCode}}' db")).toBe("0\n");
    expect(await run(session, "docker logs --tail 7 db")).toMatch(/received fast shutdown request[\s\S]*database system is shut down\n$/);
  }, 60_000);

  it("keeps the data in the volume, for servers of its own release alone", async () => {
    const again = "docker run -d -q --name again -v data:/var/lib/postgresql/data -e POSTGRES_PASSWORD=other postgres:16-alpine; sleep 3";
    await run(session, again);
    expect(await run(session, "docker logs again")).toContain("Skipping initialization");
    expect(await run(session, "docker exec again psql -U app shop -Atc 'select count(*) from seeds'")).toBe("3\n");
    expect(await run(session, "docker run --rm -q -v data:/var/lib/postgresql/data postgres:16-alpine")).toContain(
      'lock file "postmaster.pid" already exists',
    );
    await run(session, "docker rm -f again");
    const newer = await run(session, "docker run --rm -q -v data:/var/lib/postgresql/data postgres:17-alpine");
    expect(newer).toContain("database files are incompatible with server");
    expect(newer).toContain("The data directory was initialized by PostgreSQL version 16, which is not compatible with this version 17.5.");
  }, 120_000);
});
