/** What a real client 28.2 sent for the same command lines, and what it said of those it refused. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { ContainerCreateRequest, Engine } from "../../engine/api.ts";
import { fakeEngine, run } from "../testing.ts";

interface Case {
  readonly line: string;
  readonly exitCode: number;
  readonly stderr: string;
  /** Where the body differs from that of `docker create alpine:3.20`; absent when nothing was sent. */
  readonly changes?: Record<string, unknown>;
}
const { base, cases } = JSON.parse(readFileSync(new URL("fixtures/creates.json", import.meta.url), "utf8")) as {
  base: Record<string, unknown>;
  cases: readonly Case[];
};

const files = { "my.env": "A=1\n# c\nB=two words\nHOME\n", "my.labels": "a=b\nc\n" };
const env = { HOME: "/home/dev", PATH: "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin" };

it.each(cases.map((one) => [one.line, one] as const))("%s", async (line, { exitCode, stderr, changes }) => {
  let sent: ContainerCreateRequest | undefined;
  const engine: Engine = Object.assign(fakeEngine(), {
    async containerCreate(request: ContainerCreateRequest) {
      sent = request;
      return { Id: "abc", Warnings: [] };
    },
  });
  const got = await run(engine, words(line), { files, env, directory: "/home/dev/workspace" });
  expect({ exitCode: got.code, stderr: got.stderr }).toEqual({ exitCode, stderr });
  expect(sent && body(sent)).toEqual(changes && sorted(merged(base, changes)));
});

/** Config and the rest in one object, as they travel; what the client always sends empty is left out on both sides. */
function body({ Config, HostConfig, NetworkingConfig }: ContainerCreateRequest): unknown {
  return sorted(merged(base, JSON.parse(JSON.stringify({ ...Config, HostConfig, NetworkingConfig })) as Record<string, unknown>));
}

function merged(under: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  return { ...under, ...over, HostConfig: { ...(under.HostConfig as object), ...((over.HostConfig as object | undefined) ?? {}) } };
}

/** The client keeps binds, capabilities and variables in sets: their order is nobody's. */
function sorted(value: Record<string, unknown>): Record<string, unknown> {
  const host = { ...(value.HostConfig as Record<string, unknown>) };
  for (const name of ["Binds", "CapAdd"]) if (Array.isArray(host[name])) host[name] = [...(host[name] as string[])].sort();
  const Env = Array.isArray(value.Env) ? [...(value.Env as string[])].sort() : value.Env;
  return { ...value, Env, HostConfig: host };
}

/** A command line's words; only quotes and the two variables of the recording. */
function words(line: string): string[] {
  const text = line.replaceAll("$PWD", "/home/dev/workspace").replace(/ ~\//g, " /home/dev/");
  return [...text.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"]+)+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double),
  );
}
