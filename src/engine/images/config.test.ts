import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { directory, fromPaths } from "../filesystem/build.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { configJson, goTime, type ImageParts, makeImage } from "./config.ts";
import { chainId, changesOf, makeLayer } from "./layer.ts";

const at = Date.parse("2026-11-21T02:13:51.250Z");

describe("configJson", () => {
  it("has the fields and the order that Docker 28 stores", () => {
    const layer = { ...makeLayer(undefined, directory()), diffId: "sha256:798614ee" };
    const image: ImageParts = {
      created: at,
      author: "me <me@x>",
      architecture: "amd64",
      os: "linux",
      layers: [layer],
      history: [
        { created: at - 250, createdBy: "", comment: "Imported from -" },
        { created: at, createdBy: "ENV A=1 B=<&>", comment: "buildkit.dockerfile.v0", emptyLayer: true },
      ],
      config: {
        Labels: { l1: "v1", b: "é" },
        Shell: ["/bin/sh", "-ec"],
        User: "1000:1000",
        Cmd: ["/bin/sh", "-ec", "echo hi"],
        Entrypoint: ["a"],
        Env: ["PATH=/bin", "B=<&>"],
        ExposedPorts: { "80/tcp": {}, "53/udp": {} },
        OnBuild: ["RUN echo hi"],
        Volumes: { "/v1": {} },
        WorkingDir: "/w/sub",
        StopSignal: "SIGINT",
        ArgsEscaped: true,
        Healthcheck: { Test: ["CMD-SHELL", "wget x"], Retries: 2, Interval: 30_000_000_000 },
      },
    };
    expect(configJson(image)).toBe(
      String.raw`{"architecture":"amd64","author":"me \u003cme@x\u003e","config":{"User":"1000:1000","ExposedPorts":{"53/udp":{},"80/tcp":{}},"Env":["PATH=/bin","B=\u003c\u0026\u003e"],"Entrypoint":["a"],"Cmd":["/bin/sh","-ec","echo hi"],"Volumes":{"/v1":{}},"WorkingDir":"/w/sub","Labels":{"b":"é","l1":"v1"},"StopSignal":"SIGINT","ArgsEscaped":true,"Healthcheck":{"Test":["CMD-SHELL","wget x"],"Interval":30000000000,"Retries":2},"OnBuild":["RUN echo hi"],"Shell":["/bin/sh","-ec"]},"created":"2026-11-21T02:13:51.25Z","history":[{"created":"2026-11-21T02:13:51Z","comment":"Imported from -"},{"created":"2026-11-21T02:13:51.25Z","created_by":"ENV A=1 B=\u003c\u0026\u003e","comment":"buildkit.dockerfile.v0","empty_layer":true}],"os":"linux","rootfs":{"type":"layers","diff_ids":["sha256:798614ee"]}}`,
    );
  });

  it("gives the id a real engine gives an image without layers", () => {
    const image = makeImage({
      created: 0,
      architecture: "amd64",
      os: "linux",
      layers: [],
      config: { Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], WorkingDir: "/", Labels: { a: "b" } },
      history: [{ created: 0, createdBy: "LABEL a=b", comment: "buildkit.dockerfile.v0", emptyLayer: true }],
    });
    expect(image.id).toBe("sha256:f218b8e7950ebd5864cf96e22976765f39c048cdbab45f9de162e75a648738a9");
  });

  it("writes times as Go does", () => {
    expect([0, 100, 1010, 1001].map(goTime)).toEqual([
      "1970-01-01T00:00:00Z",
      "1970-01-01T00:00:00.1Z",
      "1970-01-01T00:00:01.01Z",
      "1970-01-01T00:00:01.001Z",
    ]);
  });
});

describe("makeLayer", () => {
  it("chains digests as the OCI spec has it", () => {
    const base = makeLayer(undefined, fromPaths({ a: "1" }));
    expect(base.chainId).toBe(base.diffId);
    const tree = new WorkingTree(base.root);
    tree.writeFile("/b", "22");
    const second = makeLayer(base, tree.root);
    expect(second.size).toBe(2);
    expect(second.chainId).toBe(`sha256:${createHash("sha256").update(`${base.diffId} ${second.diffId}`).digest("hex")}`);
    expect(changesOf([base, second], 1).map(({ path }) => path)).toEqual(["b"]);
    expect(changesOf([base, second], 0).map(({ path }) => path)).toEqual(["a"]);
  });

  it("is the digest of two empty blocks for a layer without changes", () => {
    const base = makeLayer(undefined, directory());
    const nothing = makeLayer(base, base.root);
    expect(nothing.diffId).toBe("sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef");
    expect(nothing.chainId).toBe(chainId(base.chainId, nothing.diffId));
  });
});
