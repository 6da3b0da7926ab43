import { beforeAll, expect, test } from "vitest";
import { virtualStart } from "../../engine/clocks.ts";
import { directory } from "../../engine/filesystem/build.ts";
import { createLab } from "../../headless/lab.ts";
import { runLine } from "../../headless/run-lines.ts";
import { ownedBy } from "../../headless/workspace.ts";
import type { LabSession } from "../../shell/session.ts";

let session: LabSession;
const line = (command: string) => runLine(session, command);
const build = (name: string, dockerfile: string) => line(`printf '${dockerfile.replaceAll("\n", "\\n")}' | docker build -q -t ${name} -`);

beforeAll(async () => {
  session = createLab(directory({}, ownedBy(virtualStart)));
  await build("old", "FROM python:3.12-slim\nRUN pip install flask==2.2.0\n");
  await build("new", "FROM python:3.12-alpine\nRUN pip install flask\n");
});

const found = async (image: string): Promise<string[]> => {
  const { stdout } = await line(`trivy image -q -f json ${image}`);
  const { Results } = JSON.parse(stdout) as {
    readonly Results: readonly { readonly Vulnerabilities?: readonly { readonly PkgName: string }[] }[];
  };
  return Results.flatMap(({ Vulnerabilities = [] }) => Vulnerabilities.map(({ PkgName }) => PkgName));
};

test("another base and newer packages change what is found", async () => {
  expect(await found("old")).toEqual(expect.arrayContaining(["flask", "libc6"]));
  const left = await found("new");
  expect(left).not.toContain("flask");
  expect(left).not.toContain("libc6");
});

test("every report says that it is fiction", async () => {
  for (const command of ["docker scout quickview", "docker scout cves", "docker scout recommendations", "trivy image"])
    expect((await line(`${command} old`)).stderr).toContain("drydock: the vulnerabilities in this report are invented");
});

test("scout's filters and exit code", async () => {
  expect((await line("docker scout cves --exit-code old")).exitCode).toBe(2);
  expect((await line("docker scout cves --exit-code --only-cve-id LAB-0000-0000 old")).exitCode).toBe(0);
  const { stdout } = await line("docker scout cves --only-severity high --only-fixed --only-package-type pypi --format only-packages old");
  expect(stdout).toMatch(/0C {5}\dH {5}0M {5}0L {2}flask 2\.2\.0\n/);
  expect(stdout).not.toContain("libc6");
  expect((await line("docker scout cves --ignore-base --format only-packages old")).stdout).not.toContain("libc6");
  expect((await line("docker scout cves --only-severity awful old")).exitCode).toBe(1);
});

test("trivy's filters and exit code", async () => {
  expect((await line("trivy image old")).exitCode).toBe(0);
  expect((await line("trivy image --severity HIGH,CRITICAL --exit-code 1 old")).exitCode).toBe(1);
  const { stdout } = await line("trivy image -q --ignore-unfixed --pkg-types library --severity HIGH old");
  expect(stdout).toContain("Total: 1 (UNKNOWN: 0, LOW: 0, MEDIUM: 0, HIGH: 1, CRITICAL: 0)");
  expect((await line("trivy image --severity AWFUL old")).exitCode).toBe(1);
  expect((await line("trivy image nosuch")).stderr).toContain("FATAL");
});

test("a base with less wrong is recommended, and an image that is not here is not left behind", async () => {
  expect((await line("docker scout recommendations old")).stdout).toMatch(/Base image is {2}python:3\.12-slim(.|\n)*3\.\d+-alpine/);
  expect((await line("docker scout quickview debian:11-slim")).stdout).toContain("debian:11-slim");
  expect((await line("docker images -q debian")).stdout).toBe("");
});
