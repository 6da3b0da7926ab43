import { describe, expect, it } from "vitest";
import { directory, file, fromPaths } from "../filesystem/build.ts";
import { FsError } from "../filesystem/errors.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { MountTable } from "./mounts.ts";

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof FsError) return error.code;
    throw error;
  }
  return "none";
};

function setUp() {
  const image = new WorkingTree(
    fromPaths({
      "etc/hosts": "image",
      "data/old": "hidden",
      "app/main": "x",
      "mnt/": directory(),
      link: { ...file(""), kind: "symlink", target: "/data" } as never,
    }),
  );
  const volume = new WorkingTree(fromPaths({ kept: "v", "sub/deep": "d" }));
  const host = new WorkingTree(fromPaths({ "home/dev/hosts": "host", "home/dev/work/a": "A" }));
  const table = new MountTable({ tree: image, source: "overlay", type: "overlay" });
  table.mount("/data", { tree: volume, source: "/dev/vda1", type: "ext4" });
  table.mount("/etc/hosts", { tree: host, root: "/home/dev/hosts", source: "/dev/vda1", type: "ext4" });
  return { image, volume, host, table, tree: table.tree };
}

describe("a mount table", () => {
  it("hides what lies under a mount and writes to what is mounted", () => {
    const { image, volume, tree } = setUp();
    expect(tree.readdir("/data")).toEqual(["kept", "sub"]);
    tree.writeFile("/data/new", "n");
    tree.writeFile("/app/new", "n");
    expect(volume.readText("/new")).toBe("n");
    expect(image.readdir("/data")).toEqual(["old"]);
    expect(image.readText("/app/new")).toBe("n");
  });

  it("meets mounts through links and ..", () => {
    const { tree } = setUp();
    expect(tree.readText("/link/kept")).toBe("v");
    expect(tree.realpath("/link/sub/deep")).toBe("/data/sub/deep");
    expect(tree.readText("/link/../etc/hosts")).toBe("host");
    expect(tree.readdir("/data/sub/../..")).toContain("app");
  });

  it("binds one file, both ways", () => {
    const { host, tree, image } = setUp();
    tree.writeFile("/etc/hosts", "changed");
    expect(host.readText("/home/dev/hosts")).toBe("changed");
    host.writeFile("/home/dev/hosts", "again");
    expect(tree.readText("/etc/hosts")).toBe("again");
    expect(image.readText("/etc/hosts")).toBe("image");
    expect(codeOf(() => tree.remove("/etc/hosts"))).toBe("EBUSY");
    expect(codeOf(() => tree.rename("/app/main", "/etc/hosts"))).toBe("EBUSY");
  });

  it("nests: a later mount hides files of the one it lies in", () => {
    const { table, tree, host, volume } = setUp();
    table.mount("/data/sub", { tree: host, root: "/home/dev/work", source: "/dev/vda1", type: "ext4", readOnly: true });
    expect(tree.readdir("/data/sub")).toEqual(["a"]);
    expect(codeOf(() => tree.writeFile("/data/sub/b", ""))).toBe("EROFS");
    expect(codeOf(() => tree.remove("/data/sub/a"))).toBe("EROFS");
    expect(codeOf(() => table.unmount("/data"))).toBe("EBUSY");
    table.unmount("/data/sub");
    expect(tree.readText("/data/sub/deep")).toBe("d");
    expect(volume.exists("/sub/deep")).toBe(true);
  });

  it("covers a mount with a second one at the same place", () => {
    const { table, tree } = setUp();
    table.mount("/data", { tree: new WorkingTree(fromPaths({ top: "t" })), source: "tmpfs", type: "tmpfs" });
    expect(tree.readdir("/data")).toEqual(["top"]);
    table.unmount("/data");
    expect(tree.readdir("/data")).toEqual(["kept", "sub"]);
    table.unmount("/data");
    expect(tree.readdir("/data")).toEqual(["old"]);
    expect(codeOf(() => table.unmount("/data"))).toBe("EINVAL");
  });

  it("refuses links and renames across file systems", () => {
    const { tree } = setUp();
    expect(codeOf(() => tree.rename("/app/main", "/data/main"))).toBe("EXDEV");
    expect(codeOf(() => tree.link("/app/main", "/data/main"))).toBe("EXDEV");
    tree.rename("/data/kept", "/data/moved");
    expect(tree.readText("/data/moved")).toBe("v");
  });

  it("wants a directory on a directory and a file on a file", () => {
    const { table, host } = setUp();
    const bind = (target: string, root: string) => codeOf(() => table.mount(target, { tree: host, root, source: "x", type: "ext4" }));
    expect(bind("/app/main", "/home")).toBe("ENOTDIR");
    expect(bind("/app", "/home/dev/hosts")).toBe("ENOTDIR");
    expect(bind("/nowhere", "/home")).toBe("ENOENT");
    expect(bind("/mnt", "/nowhere")).toBe("ENOENT");
  });

  it("empties everything for rm -r /, and keeps the mount points", () => {
    const { tree, volume, host, image } = setUp();
    expect(codeOf(() => tree.remove("/", { recursive: true }))).toBe("EBUSY");
    expect(volume.readdir("/")).toEqual([]);
    expect(image.readdir("/")).toEqual(["data", "etc"]);
    expect(host.readText("/home/dev/hosts")).toBe("host");
  });

  it("is one tree to those who read it whole", () => {
    const { tree, image } = setUp();
    const etc = tree.stat("/etc");
    const data = tree.root.entries.get("data");
    expect(etc.kind === "directory" && etc.entries.get("hosts")).toBe(tree.stat("/etc/hosts"));
    expect(data?.kind === "directory" && [...data.entries.keys()]).toEqual(["kept", "sub"]);
    expect(image.readText("/etc/hosts")).toBe("image");
  });

  it("makes directories on the way in the file system they are in", () => {
    const { tree, volume } = setUp();
    tree.mkdir("/data/a/b/c", { recursive: true });
    tree.writeFile("/data/p/q", "1", { parents: true });
    expect(volume.exists("/a/b/c")).toBe(true);
    expect(volume.readText("/p/q")).toBe("1");
    expect(codeOf(() => tree.mkdir("/data"))).toBe("EEXIST");
    tree.mkdir("/data", { recursive: true });
  });

  it("has a clone that goes its own way over the same files", () => {
    const { table, tree } = setUp();
    const copy = table.clone();
    copy.unmount("/data");
    copy.tree.writeFile("/app/both", "1");
    expect(copy.tree.readdir("/data")).toEqual(["old"]);
    expect(tree.readdir("/data")).toEqual(["kept", "sub"]);
    expect(tree.readText("/app/both")).toBe("1");
  });

  it("lists its mounts as mountinfo does", () => {
    const { table } = setUp();
    const [root, data, hosts] = table.entries();
    expect(root).toMatchObject({ id: 21, target: "/", type: "overlay", options: "rw,relatime" });
    expect(data).toMatchObject({ id: 22, parentId: 21, target: "/data", root: "/" });
    expect(hosts).toMatchObject({ target: "/etc/hosts", root: "/home/dev/hosts" });
    table.remount("/data", { readOnly: true });
    expect(table.entries()[1]?.options).toBe("ro,relatime");
  });
});
