import { expect, it } from "vitest";
import { createLab } from "../../../../../headless/lab.ts";
import { runLine } from "../../../../../headless/run-lines.ts";
import { fromPaths } from "../../../../filesystem/build.ts";

const program = String.raw`
import psycopg2, psycopg2.extras, datetime
from psycopg2 import errors
c = psycopg2.connect("postgresql://postgres:secret@db:5432/postgres")
print(c.server_version // 10000, c.dsn, c.status)
with c, c.cursor() as cur:
    cur.execute("CREATE TABLE IF NOT EXISTS people (id serial PRIMARY KEY, name text UNIQUE, born date, tags text[], score numeric, ok bool, data jsonb, at timestamptz default now())")
    cur.execute("INSERT INTO people (name, born, tags, score, ok, data) VALUES (%s, %s, %s, %s, %s, %s) RETURNING id", ("O'Neil", datetime.date(1990, 1, 2), ["a", "b c"], 1.5, True, psycopg2.extras.Json({"x": [1, 2]})))
    print(cur.fetchone(), cur.rowcount, cur.statusmessage)
    cur.executemany("INSERT INTO people (name) VALUES (%(n)s)", [{"n": "Ann"}, {"n": "Bob"}])
    print(cur.rowcount)
    print(cur.mogrify("select %s, %s", ("x\\y", None)))
    cur.execute("SELECT id, name, born, tags, score::float8, ok, data FROM people ORDER BY id")
    for row in cur: print(row)
    print([d.name for d in cur.description])
with c.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cur:
    cur.execute("SELECT count(*) AS n, max(at) IS NOT NULL AS t FROM people WHERE name LIKE %s", ("%n%",))
    print(cur.fetchone())
try:
    with c, c.cursor() as cur:
        cur.execute("INSERT INTO people (name) VALUES ('Ann')")
except errors.UniqueViolation as e:
    print(type(e).__name__, e.pgcode, e)
try:
    c.cursor().execute("SELECT * FROM nowhere")
except psycopg2.Error as e:
    print(repr(e), e.diag.sqlstate)
try:
    c.cursor().execute("SELECT 1")
except psycopg2.errors.InFailedSqlTransaction as e:
    print(e)
c.rollback()
c.autocommit = True
cur = c.cursor(); cur.execute("SELECT now()"); print(type(cur.fetchone()[0]).__name__)
c.close()
try: c.cursor()
except psycopg2.InterfaceError as e: print(e)
`;

it("speaks with PostgreSQL", async () => {
  const session = createLab(
    fromPaths({ Dockerfile: "FROM python:3.12-slim\nRUN pip install -q psycopg2-binary\nCOPY t.py .\nCMD python t.py\n", "t.py": program }),
  );
  const run = (line: string) => runLine(session, line);
  await run("docker network create net && docker run -d --name db --network net -e POSTGRES_PASSWORD=secret postgres:16-alpine; sleep 10");
  await run("docker build -q -t app .");
  const { stdout } = await run("docker run --rm --network net app");
  expect(stdout).toBe(String.raw`16 user=postgres password=xxx dbname=postgres host=db port=5432 1
(1,) 1 INSERT 0 1
2
b"select E'x\\\\y', NULL"
(1, "O'Neil", datetime.date(1990, 1, 2), ['a', 'b c'], 1.5, True, {'x': [1, 2]})
(2, 'Ann', None, None, None, None, None)
(3, 'Bob', None, None, None, None, None)
['id', 'name', 'born', 'tags', 'score', 'ok', 'data']
{'n': 1, 't': True}
UniqueViolation 23505 duplicate key value violates unique constraint "people_name_key"
DETAIL:  Key (name)=(Ann) already exists.

UndefinedTable('relation "nowhere" does not exist\nLINE 1: SELECT * FROM nowhere\n                      ^\n') 42P01
current transaction is aborted, commands ignored until end of transaction block

datetime
connection already closed
`);
  const fails = async (options: string): Promise<string> =>
    (await run(`docker run --rm ${options}`)).stderr
      .trimEnd()
      .split("\n")
      .findLast((line) => line.startsWith("psycopg2.")) ?? "";
  const connect = (words: string): string => `app python -c 'import psycopg2; psycopg2.connect(${words})'`;
  expect(await fails(connect('host="db"'))).toBe(
    'psycopg2.OperationalError: could not translate host name "db" to address: Name or service not known',
  );
  expect(await fails(`--network net ${connect('host="db", user="postgres", password="bad"')}`)).toMatch(
    /: connection to server at "db" \([\d.]+\), port 5432 failed: FATAL: {2}password authentication failed for user "postgres"$/,
  );
  expect(await fails(`--network net ${connect('"host=db port=5433 user=postgres"')}`)).toMatch(/port 5433 failed: Connection refused$/);
}, 120_000);
