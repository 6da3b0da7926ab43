/** `docker compose up` of every sample: all services run, or it ends with the error that Compose itself would give. */
import { expect, test } from "vitest";
import { virtualStart } from "../../src/engine/clocks.ts";
import { createLab } from "../../src/headless/lab.ts";
import { runLine } from "../../src/headless/run-lines.ts";
import { readWorkspace } from "../../src/headless/workspace.ts";
import { sampleFolder, sampleNames } from "./samples.ts";

/** Samples that cannot start as they stand, on any machine: their sources are not here, or a volume is to be there already. */
const refused: Readonly<Record<string, string>> = {
  angular: 'unable to prepare context: path "/home/dev/workspace/angular" not found',
  "caddy-adminer": 'external volume "caddy_data" not found',
  django: 'unable to prepare context: path "/home/dev/workspace/app" not found',
  misspelt: "services.web additional properties 'port' not allowed",
  "react-rust-postgres": 'unable to prepare context: path "/home/dev/workspace/backend" not found',
  sparkjava: 'unable to prepare context: path "/home/dev/workspace/sparkjava" not found',
};
/** Services that do their work and end. */
const ends = new Set(["airflow airflow-init", "go-worker schema", "minio-buckets createbuckets"]);

test.each(sampleNames)("%s", { timeout: 120_000 }, async (name) => {
  const lab = createLab(readWorkspace(sampleFolder(name), virtualStart));
  const up = await runLine(lab, "docker compose up -d");
  const reason = refused[name];
  if (reason !== undefined) {
    expect(up.exitCode).toBe(1);
    expect(up.stderr).toContain(reason);
    return;
  }
  expect(up.exitCode, up.stderr).toBe(0);
  await runLine(lab, "sleep 40");
  const { stdout } = await runLine(lab, "docker compose ps -a --format '{{.Service}} {{.Image}} {{.State}} {{.ExitCode}} {{.Health}}'");
  const services = stdout.trim().split("\n");
  expect(services.length).toBeGreaterThan(0);
  for (const line of services) {
    const [service, image, state, code, health] = line.split(" ");
    expect([state, code], line).toEqual(ends.has(`${name} ${service}`) ? ["exited", "0"] : ["running", "0"]);
    expect(["", undefined, "healthy"], line).toContain(health);
    const { stdout: label } = await runLine(lab, `docker image inspect -f '{{index .Config.Labels "drydock.placeholder"}}' ${image}`);
    const logs = await runLine(lab, `docker compose logs ${service}`);
    // What is a placeholder says so, and nothing else does.
    const isPlaceholder = (label.trim() !== "") !== runsAnother.has(`${name} ${service}`);
    if (state === "running") expect(logs.stdout.includes("drydock: this is a placeholder"), line).toBe(isPlaceholder);
  }
});

/** Services whose command is a placeholder though their image is none, or the other way round. */
const runsAnother = new Set([
  "aspnet-mssql web",
  "fastapi-celery beat",
  "fastapi-celery worker",
  "kafka-connect init-kafka",
  "next-prisma web",
  "react-spring-mysql frontend",
  "rust-axum api",
  "vue-dev web",
]);
