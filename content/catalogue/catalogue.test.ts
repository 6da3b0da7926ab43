import { describe, expect, it } from "vitest";
import { decodeExecutable } from "../../src/engine/programs/executable.ts";
import { registry } from "../../src/engine/programs/registry.ts";
import type { DirectoryNode, Node } from "../../src/engine/filesystem/node.ts";
import { walk } from "../../src/engine/filesystem/walk.ts";
import { WorkingTree } from "../../src/engine/filesystem/working-tree.ts";
import { canonical } from "../../src/engine/images/reference.ts";
import { describeOnly } from "./describe.ts";
import { type FamilyName, families } from "./families.ts";
import { homeTable, tableOf } from "./generate.ts";
import { notInTheLab } from "./not-in-the-lab.ts";
import home from "./generated/home.json" with { type: "json" };
import { catalogue } from "./index.ts";
import { preloaded } from "./preloaded.ts";
import { tables } from "./tables.ts";

const load = (name: string) => catalogue.load(canonical(name));
const rootOf = async (name: string): Promise<DirectoryNode> => (await load(name)).layers.at(-1)?.root as DirectoryNode;

/** Megabytes as `docker images` shows them for the real images. */
const sizes: Readonly<Record<string, number>> = {
  "alpine:3.20": 7.8,
  "alpine:latest": 8.3,
  "busybox:latest": 4.28,
  "debian:bookworm": 117,
  "debian:bookworm-slim": 74.8,
  "ubuntu:22.04": 77.9,
  "ubuntu:24.04": 78.1,
  "python:3.12": 1020,
  "python:3.12-slim": 124,
  "python:3.12-alpine": 49,
  "python:3.11": 1010,
  "python:3.13-slim": 121,
  "node:22": 1100,
  "node:22-slim": 220,
  "node:22-alpine": 160,
  "node:20": 1100,
  "golang:1.23": 850,
  "golang:1.23-alpine": 249,
  "golang:1.22": 830,
  "nginx:latest": 192,
  "nginx:alpine": 48.2,
  "postgres:17": 438,
  "postgres:17-alpine": 278,
  "redis:7": 117,
  "redis:7-alpine": 41.4,
  "gcr.io/distroless/static-debian12": 2.08,
  "gcr.io/distroless/base-debian12": 20.7,
};

describe("the catalogue of images", () => {
  it.each(Object.entries(sizes))("%s weighs about %d MB", (name, megabytes) => {
    const size = catalogue.describe(canonical(name))?.size ?? 0;
    expect(Math.abs(size / 1e6 / megabytes - 1)).toBeLessThan(0.15);
  });

  it("knows the usual tags", () => {
    const names = new Set(catalogue.references());
    for (const name of "python:latest python:3 python:3.12 python:3.12-slim python:3.12-slim-bookworm python:3.12-alpine python:slim node:lts node:22-alpine node:20-slim golang:1 golang:1.22-alpine golang:1.24-bookworm nginx:latest nginx:alpine nginx:stable-alpine postgres:16 postgres:16-alpine redis:7-alpine debian:latest debian:trixie-slim ubuntu:noble busybox:1.36 alpine:3 hello-world:latest gcr.io/distroless/static-debian12:nonroot".split(
      " ",
    )) {
      expect(names, name).toContain(name);
    }
  });

  it.each(Object.keys(families) as FamilyName[])("describes %s as it loads", async (name) => {
    // When this fails: node content/catalogue/generate.ts
    expect(tables[name]).toEqual(JSON.parse(JSON.stringify(tableOf(await families[name]()))));
  });

  it("describes for the home page what it describes everywhere", async () => {
    // When this fails: node content/catalogue/generate.ts
    expect(home).toEqual(JSON.parse(JSON.stringify(await homeTable())));
  });

  it("shares the layers of a base, to the object", async () => {
    const [debian, slim, node, nginx] = await Promise.all(
      ["debian:bookworm-slim", "python:3.12-slim", "node:22-slim", "nginx:latest"].map(load),
    );
    for (const image of [slim, node, nginx]) expect(image?.layers[0]).toBe(debian?.layers[0]);
    const [python, full] = await Promise.all(["python:3.13", "node:22"].map(load));
    expect(python?.layers.slice(0, 4)).toEqual(full?.layers.slice(0, 4));
    expect(python?.layers[3]).toBe(full?.layers[3]);
    const [root, nonroot] = await Promise.all(
      ["gcr.io/distroless/static-debian12:latest", "gcr.io/distroless/static-debian12:nonroot"].map(load),
    );
    expect(root?.layers).toEqual(nonroot?.layers);
    expect(root?.id).not.toBe(nonroot?.id);
  });

  it("has as many layers as history rows that made one", async () => {
    for (const name of ["python:3.12-slim", "nginx:alpine", "postgres:17", "golang:1.23"]) {
      const image = await load(name);
      expect(image.history.filter(({ emptyLayer }) => !emptyLayer)).toHaveLength(image.layers.length);
    }
    expect((await load("python:3.12-slim")).layers).toHaveLength(4);
  });

  it("keeps the order of the environment and the entry points of the real images", () => {
    const config = (name: string) => catalogue.describe(canonical(name))?.config;
    expect(config("python:3.12-slim")?.Env?.map((line) => line.split("=")[0])).toEqual([
      "PATH",
      "LANG",
      "GPG_KEY",
      "PYTHON_VERSION",
      "PYTHON_SHA256",
    ]);
    expect(config("node:22-alpine")).toMatchObject({ Cmd: ["node"], Entrypoint: ["docker-entrypoint.sh"] });
    expect(config("nginx:alpine")).toMatchObject({
      ExposedPorts: { "80/tcp": {} },
      StopSignal: "SIGQUIT",
      Cmd: ["nginx", "-g", "daemon off;"],
    });
    expect(config("postgres:17")).toMatchObject({ Volumes: { "/var/lib/postgresql/data": {} }, StopSignal: "SIGINT" });
    expect(config("golang:1.23")).toMatchObject({ WorkingDir: "/go", Cmd: ["bash"] });
    expect(config("gcr.io/distroless/static-debian12:nonroot")?.User).toBe("65532");
  });

  it("is looked up by digest, by platform, and says no otherwise", async () => {
    const { digest } = catalogue.describe(canonical("alpine:3.20")) as { digest: string };
    expect(catalogue.describe(`docker.io/library/alpine@${digest}`)?.digest).toBe(digest);
    expect(catalogue.describe(`docker.io/library/alpine:3.20@${digest}`)?.digest).toBe(digest);
    expect(catalogue.describe(canonical("alpine:3.20"), "linux/arm64")).toBeUndefined();
    expect(catalogue.describe(canonical("alpine:9"))).toBeUndefined();
    await expect(load("nosuch:1")).rejects.toMatchObject({ status: 404 });
  });

  // A prefix of an id is a name too: `docker inspect a` would find an image that nobody meant.
  it("gives the images that are there from the start no id that a word could abbreviate", async () => {
    for (const reference of preloaded) expect((await catalogue.load(canonical(reference)))?.id, reference).toMatch(/^sha256:\d/);
  });

  it("describes a chosen few", () => {
    const few = describeOnly([tables.alpine]);
    expect(few.describe(canonical("alpine:3.20"))).toBeDefined();
    expect(few.describe(canonical("debian"))).toBeUndefined();
  });
});

const checked = [
  "alpine:3.20",
  "busybox:1.36",
  "busybox:1.36-musl",
  "debian:bookworm-slim",
  "debian:trixie",
  "ubuntu:24.04",
  "python:3.12",
  "python:3.12-alpine",
  "node:22-slim",
  "node:22-alpine",
  "golang:1.23",
  "golang:1.23-alpine",
  "nginx:latest",
  "nginx:alpine",
  "postgres:17",
  "redis:7-alpine",
  "gcr.io/distroless/base-debian12",
  "hello-world",
];
/** Made by the runtime when a container starts. */
const runtime = /^\/(dev|proc|sys|run)\b/;

describe.each(checked)("the files of %s", (name) => {
  it("has only programs that the registry knows, with their loaders and libraries", async () => {
    const root = await rootOf(name);
    const tree = new WorkingTree(root);
    for (const { path, node } of walk(root)) {
      const descriptor = executable(node);
      if (!descriptor) continue;
      expect(registry.has(descriptor.program), `/${path}: ${descriptor.program}`).toBe(true);
      for (const needed of [...(descriptor.loader ? [descriptor.loader] : []), ...(descriptor.libraries ?? [])])
        expect(tree.exists(needed), `/${path} needs ${needed}`).toBe(true);
    }
  });

  it("has only links that lead somewhere", async () => {
    const root = await rootOf(name);
    const tree = new WorkingTree(root);
    const broken = [...walk(root)]
      .filter(({ path, node }) => node.kind === "symlink" && !runtime.test(node.target) && !tree.exists(`/${path}`))
      .map(({ path }) => path);
    expect(broken).toEqual([]);
  });

  it("starts what its config says", async () => {
    const image = await load(name);
    const tree = new WorkingTree(await rootOf(name));
    const [command] = [...(image.config.Entrypoint ?? []), ...(image.config.Cmd ?? [])];
    if (command === undefined) return;
    const path = (image.config.Env?.find((line) => line.startsWith("PATH=")) ?? "").slice(5).split(":");
    const found = command.startsWith("/") ? tree.exists(command) : path.some((folder) => tree.exists(`${folder}/${command}`));
    expect(found, command).toBe(true);
  });
});

function executable(node: Node) {
  return node.kind === "file" ? decodeExecutable(node.content) : undefined;
}

it("says of nothing that it is missing, of which it has an image", () => {
  expect(catalogue.references().flatMap((name) => notInTheLab(canonical(name)) ?? [])).toEqual([]);
});
