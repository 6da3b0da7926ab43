/** Stacks of images whose programs the lab has not: every service is to run, and to say what it stands for. */
import { expect, test } from "vitest";
import { fromPaths } from "../../src/engine/filesystem/build.ts";
import { createLab } from "../../src/headless/lab.ts";
import { runLine } from "../../src/headless/run-lines.ts";

async function up(files: Record<string, string>, ...lines: readonly string[]): Promise<string[]> {
  const lab = createLab(fromPaths(files));
  const answers: string[] = [];
  for (const line of ["docker compose up -d", ...lines]) {
    const { exitCode, stdout, stderr } = await runLine(lab, line);
    if (exitCode !== 0) throw new Error(`${line}: ${stdout}${stderr}`);
    answers.push(stdout);
  }
  return answers.slice(1);
}

test("one placeholder has what all services on its image expect, and is healthy where others wait for it", {
  timeout: 60_000,
}, async () => {
  const [running] = await up(
    {
      "compose.yaml": `services:
  worker:
    image: ghcr.io/ann/shelf
  web:
    image: ghcr.io/ann/shelf
    healthcheck: { test: curl -f http://localhost:8080/login, interval: 1s }
  store:
    image: ghcr.io/ann/store
  front:
    image: ghcr.io/ann/front
    depends_on:
      web: { condition: service_healthy }
      store: { condition: service_healthy }
`,
    },
    "docker compose ps --services --status running | sort | tr '\\n' ' '",
  );
  expect(running).toBe("front store web worker ");
});

test("the start script of a base image names itself and listens where PORT says", { timeout: 60_000 }, async () => {
  const [log, page] = await up(
    {
      "compose.yaml": "services:\n  api:\n    build: .\n    environment: { PORT: 8000 }\n    ports: ['8000:8000']\n",
      Dockerfile: "FROM tiangolo/uvicorn-gunicorn-fastapi:python3.9-slim\nRUN pip install fastapi\nCOPY Dockerfile /app/\n",
    },
    "docker compose logs api",
    "curl -s localhost:8000",
  );
  expect(log).toContain("a placeholder for a FastAPI app under Gunicorn");
  expect(page).toContain("placeholder");
});

test("a server that speaks Redis's protocol answers the ping of a health check; a scheduler stays", { timeout: 60_000 }, async () => {
  const [health, state] = await up(
    {
      "compose.yaml": `services:
  cache:
    image: valkey/valkey:8
    healthcheck: { test: '[ $$(valkey-cli ping) = PONG ]', interval: 1s }
  cron:
    image: nextcloud:fpm
    entrypoint: /cron.sh
    depends_on:
      cache: { condition: service_healthy }
`,
    },
    "docker compose ps cache --format '{{.Health}}'",
    "sleep 3; docker compose ps cron --format '{{.State}}'",
  );
  expect([health, state]).toEqual(["healthy\n", "running\n"]);
});

test("nginx takes the parameters of FastCGI in from its own file", { timeout: 60_000 }, async () => {
  const [checked] = await up(
    {
      "compose.yaml": "services:\n  web:\n    image: nginx:alpine\n    volumes: ['./site.conf:/etc/nginx/conf.d/default.conf:ro']\n",
      "site.conf": "server {\n  listen 80;\n  location ~ php {\n    include fastcgi_params;\n    fastcgi_pass 127.0.0.1:9000;\n  }\n}\n",
    },
    "docker compose exec -T web nginx -t 2>&1",
  );
  expect(checked).toContain("test is successful");
});
