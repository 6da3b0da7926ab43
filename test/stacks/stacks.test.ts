/** Whole stacks through the headless lab, as a person would use them: up, asked, scaled, taken down, and up again. */
import { expect, test } from "vitest";
import { fromPaths } from "../../src/engine/filesystem/build.ts";
import { createLab } from "../../src/headless/lab.ts";
import { runLine } from "../../src/headless/run-lines.ts";
import { readWorkspace } from "../../src/headless/workspace.ts";
import { virtualStart } from "../../src/engine/clocks.ts";
import { sampleFolder } from "../samples/samples.ts";

type Lab = ReturnType<typeof createLab>;

/** What a line prints; throws when it fails. */
async function say(lab: Lab, line: string): Promise<string> {
  const { exitCode, stdout, stderr } = await runLine(lab, line);
  if (exitCode !== 0) throw new Error(`${line}: ${stdout}${stderr}`);
  return stdout;
}

test("WordPress with MySQL: placeholders that say so, a page at the port, data that outlives down", { timeout: 60_000 }, async () => {
  const lab = createLab(readWorkspace(sampleFolder("wordpress-mysql"), virtualStart));
  const up = await runLine(lab, "docker compose up -d");
  expect(up.exitCode).toBe(0);
  expect(up.stderr).toContain("drydock: mysql is a placeholder");
  expect(await say(lab, "curl -s localhost:8080")).toContain("This is not WordPress");
  expect(await say(lab, "docker compose logs db")).toContain("db-1  | drydock: this is a placeholder for MySQL");
  await say(lab, "docker compose exec db touch /var/lib/mysql/kept");
  await say(lab, "docker compose down");
  await say(lab, "docker compose up -d");
  await say(lab, "docker compose exec db ls /var/lib/mysql/kept");
});

test("nginx in front of two replicas: both answer, by one name", { timeout: 60_000 }, async () => {
  const lab = createLab(
    fromPaths({
      "compose.yaml": `services:
  proxy:
    image: nginx:alpine
    ports: ["8080:80"]
    volumes: ["./proxy.conf:/etc/nginx/conf.d/default.conf:ro"]
    depends_on: [app]
  app:
    image: alpine:3.20
    command: sh -c 'mkdir /site; hostname > /site/index.html; exec httpd -f -p 80 -h /site'
    deploy: { replicas: 2 }
`,
      "proxy.conf": "upstream app { server app:80; }\nserver { listen 80; location / { proxy_pass http://app; } }\n",
    }),
  );
  await say(lab, "docker compose up -d");
  await say(lab, "sleep 1");
  const seen = (await say(lab, "for n in 1 2 3 4 5 6; do curl -s localhost:8080; done")).trim().split("\n");
  expect(new Set(seen).size).toBe(2);
  const addresses = await say(lab, "docker compose exec proxy nslookup app");
  expect(addresses.match(/^Address.*172\./gm)?.length).toBe(2);
  await say(lab, "docker compose up -d --scale app=3");
  expect((await say(lab, "docker compose ps -q app")).trim().split("\n")).toHaveLength(3);
});

test("a worker with a queue: what is put in is taken out, by whoever is free", { timeout: 60_000 }, async () => {
  const lab = createLab(
    fromPaths({
      "compose.yaml": `services:
  queue:
    image: redis:7-alpine
    healthcheck: { test: redis-cli ping, interval: 1s }
  worker:
    image: redis:7-alpine
    command:
      - sh
      - -c
      - while job=$$(redis-cli -h queue --raw blpop jobs 0 | tail -n 1); do echo "did $$job"; redis-cli -h queue rpush done "$$job" > /dev/null; done
    depends_on: { queue: { condition: service_healthy } }
    scale: 2
`,
    }),
  );
  await say(lab, "docker compose up -d");
  await say(lab, "docker compose exec -T queue redis-cli rpush jobs one two three four > /dev/null");
  await say(lab, "sleep 2");
  const done = await say(lab, "docker compose exec -T queue redis-cli lrange done 0 -1");
  expect(
    done
      .trim()
      .split("\n")
      .map((line) => line.replace(/^\d+\) |"/g, ""))
      .sort(),
  ).toEqual(["four", "one", "three", "two"]);
  expect(await say(lab, "docker compose logs worker")).toContain("did one");
});

test("web, PostgreSQL and Redis as the articles have them: healthy first, rows that stay, hits that count", {
  timeout: 120_000,
}, async () => {
  const lab = createLab(
    fromPaths({
      "docker-compose.yml": `version: '3.9'
services:
  web:
    build: .
    ports:
      - "8000:8000"
    environment:
      - DATABASE_URL=postgresql://user:password@db:5432/myapp
      - REDIS_URL=redis://redis:6379
    depends_on:
      db:
        condition: service_healthy
      redis:
        condition: service_started
    restart: unless-stopped
  db:
    image: postgres:16-alpine
    environment:
      POSTGRES_USER: user
      POSTGRES_PASSWORD: password
      POSTGRES_DB: myapp
    volumes:
      - postgres_data:/var/lib/postgresql/data
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U user -d myapp"]
      interval: 10s
      timeout: 5s
      retries: 5
  redis:
    image: redis:7-alpine
    command: redis-server --appendonly yes
    volumes:
      - redis_data:/data
volumes:
  postgres_data:
  redis_data:
`,
      Dockerfile: 'FROM python:3.12-slim\nWORKDIR /app\nRUN pip install flask redis\nCOPY app.py .\nCMD ["python", "app.py"]\n',
      "app.py": `import os
from flask import Flask
from redis import Redis

app = Flask(__name__)
store = Redis(host="redis", port=6379)


@app.route("/")
def hello():
    return f"visit {store.incr('visits')} of {os.environ['DATABASE_URL'].split('/')[-1]}\\n"


app.run(host="0.0.0.0", port=8000)
`,
    }),
  );
  const up = await runLine(lab, "docker compose up -d --build");
  expect(up.exitCode, up.stderr).toBe(0);
  expect(up.stderr).toContain("Container workspace-db-1  Healthy");
  await say(lab, "sleep 2");
  expect(await say(lab, "curl -s localhost:8000; curl -s localhost:8000")).toBe("visit 1 of myapp\nvisit 2 of myapp\n");
  await say(
    lab,
    "docker compose exec -T db psql -U user -d myapp -c 'create table notes (text text)' -c \"insert into notes values ('kept')\"",
  );
  expect(await say(lab, "docker compose ps --format '{{.Service}} {{.Health}}'")).toContain("db healthy");
  await say(lab, "docker compose down");
  await say(lab, "docker compose up -d");
  await say(lab, "sleep 2");
  expect(await say(lab, "docker compose exec -T db psql -U user -d myapp -At -c 'select text from notes'")).toBe("kept\n");
  expect(await say(lab, "curl -s localhost:8000")).toBe("visit 3 of myapp\n");
  await say(lab, "docker compose down -v");
  expect(await say(lab, "docker volume ls -q")).not.toContain("postgres_data");
});
