/** What a session may have in one way, asked for in another where more would come of it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { directory, file } from "../../../src/engine/filesystem/build.ts";
import { diffTrees } from "../../../src/engine/filesystem/diff.ts";
import type { DirectoryNode } from "../../../src/engine/filesystem/node.ts";
import { symlink } from "../../../src/engine/filesystem/build.ts";
import { writeTar } from "../../../src/engine/filesystem/tar.ts";
import { connect } from "../lab.ts";
import { ask, refusedBy, started, type Trial } from "./trial.ts";

const tar = (tree: DirectoryNode): Uint8Array => writeTar(diffTrees(undefined, tree));

export const detours: readonly Trial[] = [
  {
    name: "a file of the machine through links among what a build is sent",
    async run(gateway) {
      const connection = await connect(gateway);
      const folder = mkdtempSync(path.join(tmpdir(), "drydock-hostile-"));
      const place = path.join(folder, "secret");
      const text = "of the machine";
      writeFileSync(place, text);
      const dockerfile = (run: string): DirectoryNode => directory({ Dockerfile: file(`FROM alpine:3.20\n${run}\n`) });
      const link = symlink(place);
      const attempts: readonly (readonly [order: object, tree: DirectoryNode])[] = [
        [
          { secrets: ["k"] },
          directory({ dockerfile: dockerfile("RUN --mount=type=secret,id=k cat /run/secrets/k"), secrets: directory({ 0: link }) }),
        ],
        [{}, directory({ dockerfile: dockerfile("COPY a /a\nRUN cat /a"), context: directory({ a: link }) })],
        [{}, directory({ dockerfile: directory({ Dockerfile: link }), context: directory() })],
        [
          { folders: ["more"] },
          directory({ dockerfile: dockerfile("COPY --from=more a/secret /a\nRUN cat /a"), "folder-0": directory({ a: symlink(folder) }) }),
        ],
      ];
      for (const [order, tree] of attempts) {
        const { text: told } = await ask(
          connection,
          "POST",
          "/drydock/build",
          { dockerfile: "Dockerfile", noCache: true, ...order },
          tar(tree),
        );
        const logs = [...told.matchAll(/"data":"([^"]*)"/g)].map(([, data = ""]) => Buffer.from(data, "base64").toString());
        assert.ok(!told.includes(text) && !logs.join("").includes(text), JSON.stringify(order));
      }
      rmSync(folder, { recursive: true });
      connection.close();
    },
  },
  {
    name: "a quota of processors stretched by an update of its other half",
    async run(gateway) {
      const connection = await connect(gateway);
      const [whole, short] = [100_000, 1000];
      const one = await started(connection, ["sleep", "60"], { HostConfig: { CpuQuota: whole, CpuPeriod: whole } });
      refusedBy("limits", await ask(connection, "POST", `/containers/${one}/update`, { CpuPeriod: short }));
      const two = await started(connection, ["sleep", "60"], { HostConfig: { CpuQuota: short, CpuPeriod: short } });
      refusedBy("limits", await ask(connection, "POST", `/containers/${two}/update`, { CpuQuota: whole }));
      const both = await ask(connection, "POST", `/containers/${two}/update`, { CpuQuota: whole / 2, CpuPeriod: whole });
      assert.equal(both.status, 200, both.text);
      connection.close();
    },
  },
  {
    name: "names of networks that lead elsewhere in an address",
    async run(gateway) {
      const connection = await connect(gateway);
      const victim = await connect(gateway);
      const other = await started(victim, ["sleep", "60"], {}, "victim");
      const name = `a/../../containers/${other}?force=1#`;
      await ask(connection, "POST", "/networks/create", { Name: name });
      await ask(connection, "DELETE", `/networks/${encodeURIComponent(name)}`);
      assert.equal((await ask(victim, "GET", "/containers/victim/json")).status, 200);
      connection.close();
      victim.close();
    },
  },
];
