import { describe, expect, it } from "vitest";
import { virtualStart } from "../../../engine/clocks.ts";
import { fromPaths } from "../../../engine/filesystem/build.ts";
import { createLab } from "../../../headless/lab.ts";
import { runLine } from "../../../headless/run-lines.ts";

const dockerfile = "FROM alpine:3.20 AS one\nRUN sleep 2\nFROM one AS two\nRUN true\n";
const session = createLab(fromPaths({ Dockerfile: dockerfile, "db/Dockerfile": "FROM\n" }, { uid: 1000, gid: 1000, mtime: virtualStart }));
const print = async (line: string): Promise<string> => {
  const { stdout, stderr } = await runLine(session, line);
  return stdout + stderr;
};
await print(
  "docker build -q --target one . ; docker build -q . ; docker build -q db; docker build -q --check . ; docker build -q - < Dockerfile",
);

/** Words as buildx 0.29 prints them. */
describe("docker buildx history", () => {
  it("lists the builds of the session, the newest first, checks not among them", async () => {
    const rows = (await print("docker buildx history ls")).split("\n");
    expect(rows[0]).toBe("BUILD ID                    NAME              STATUS      CREATED AT               DURATION   ");
    expect(rows.slice(1).map((row) => row.replace(/^\w{25} {3}/, ""))).toEqual([
      "                  Completed   Less than a second ago   0.0s       ",
      "db                Error       Less than a second ago   0.0s       ",
      "workspace         Completed   Less than a second ago   0.2s       ",
      "workspace (one)   Completed   2 seconds ago            2.2s       ",
      "",
    ]);
  });

  it("filters by status and ref, and refuses others", async () => {
    expect(await print("docker buildx history ls --filter status=error --format '{{.Name}}'")).toBe("db\n");
    expect(await print("docker buildx history ls --filter 'status!=completed' --format '{{.Name}}'")).toBe("db\n");
    const ref = (await print("docker buildx history ls --filter status=error --format '{{.Ref}}'")).trim();
    expect(await print(`docker buildx history ls --filter ref=${ref} --format '{{.Status}}'`)).toBe("Error\n");
    expect(await print("docker buildx history ls --filter bogus=1")).toBe('ERROR: unsupported filter "bogus=1"\n');
    expect(await print("docker buildx history ls --filter x")).toBe('ERROR: invalid filter "x"\n');
  });

  it("prints again what a build told, found by its ref or by how many came after it", async () => {
    const logs = await print("docker buildx history logs ^3");
    expect(logs).toMatch(
      /^#1 \[internal\] load build definition from Dockerfile\n#1 transferring dockerfile: \d+B done\n#1 DONE 0\.0s\n\n#2 /,
    );
    const ref = (await print("docker buildx history ls --format '{{.Ref}}'")).trim().split("\n").at(-1);
    expect(await print(`docker buildx history logs default/default/${ref}`)).toBe(logs);
    expect(await print("docker buildx history logs ^9")).toBe("ERROR: no completed build found with offset 5\n");
    expect(await print("docker buildx history logs ^x")).toBe('ERROR: invalid offset "^x": strconv.Atoi: parsing "x": invalid syntax\n');
  });

  it("knows no other record", async () => {
    expect(await print("docker buildx history inspect nosuch")).toBe('ERROR: no record found for ref "nosuch"\n');
    expect(await print("docker buildx history logs nosuch")).toBe('ERROR: no record found for ref "nosuch"\n');
    expect(await print("docker buildx history rm nosuch")).toBe('ERROR: lease "ref_nosuch": not found\n');
  });
});
