/** Busybox by itself, and `hello-world`. */
import { encodeExecutable } from "../../../src/engine/programs/executable.ts";
import { binary, glibcLibrary, glibcLoader, library } from "../../../src/engine/programs/packages/binaries.ts";
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import { type Recipe, row, standardPath } from "../recipe.ts";
import { applets } from "./applets.ts";

const passwd = `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
bin:x:2:2:bin:/bin:/bin/false
sys:x:3:3:sys:/dev:/bin/false
sync:x:4:100:sync:/bin:/bin/sync
mail:x:8:8:mail:/var/spool/mail:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
operator:x:37:37:Operator:/var:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`;
const group =
  "root:x:0:\ndaemon:x:1:\nbin:x:2:\nsys:x:3:\nadm:x:4:\ntty:x:5:\ndisk:x:6:\nwheel:x:10:root\nmail:x:8:\nwww-data:x:33:\nusers:x:100:\nnobody:x:65534:\n";

type Flavour = "glibc" | "musl";

/** What Alpine keeps in a package of its own. */
const extras = ["telnet"];

function fill(tree: WorkingTree, flavour: Flavour): void {
  for (const folder of ["bin", "dev", "etc", "home", "lib", "usr/bin", "usr/sbin", "var/spool/mail", "var/www"])
    tree.mkdir(`/${folder}`, { recursive: true });
  tree.mkdir("/root", { mode: 0o700 });
  tree.mkdir("/tmp", { mode: 0o1777 });
  tree.writeFile("/etc/passwd", passwd);
  tree.writeFile("/etc/group", group);
  tree.writeFile(
    "/etc/shadow",
    "root:*:::::::\ndaemon:*:::::::\nbin:*:::::::\nsys:*:::::::\nsync:*:::::::\nmail:*:::::::\nwww-data:*:::::::\noperator:*:::::::\nnobody:*:::::::\n",
    { mode: 0o600 },
  );
  tree.writeFile("/etc/nsswitch.conf", "passwd: files\ngroup: files\nshadow: files\nhosts: files dns\n");
  if (flavour === "glibc") {
    tree.writeFile("/lib/ld-linux-x86-64.so.2", library(210_968), { mode: 0o755 });
    tree.symlink("lib", "/lib64");
    tree.writeFile("/lib/libc.so.6", library(1_922_136), { mode: 0o755 });
    tree.mkdir("/lib/x86_64-linux-gnu");
    tree.symlink("../libc.so.6", glibcLibrary);
    for (const [name, size] of [
      ["libm.so.6", 907_784],
      ["libnss_dns.so.2", 14_352],
      ["libnss_files.so.2", 14_352],
      ["libpthread.so.0", 14_408],
      ["libresolv.so.2", 60_328],
    ] as const)
      tree.writeFile(`/lib/${name}`, library(size), { mode: 0o755 });
  }
  const content =
    flavour === "glibc"
      ? encodeExecutable({ program: "busybox", loader: glibcLoader, libraries: [glibcLibrary] }, 1_100_000)
      : encodeExecutable({ program: "busybox" }, 1_456_000);
  tree.writeFile("/bin/busybox", content, { mode: 0o755 });
  // The real image has hard links here, whose bytes its layer holds once; links keep the sizes true.
  for (const names of [...Object.values(applets), extras]) for (const name of names) tree.symlink("busybox", `/bin/${name}`);
  tree.symlink("/bin/env", "/usr/bin/env");
}

function busybox(version: string, flavour: Flavour, tags: readonly string[]): Recipe {
  return {
    tags: tags.map((tag) => `busybox:${tag}`),
    created: Date.parse("2024-09-26T21:31:42Z"),
    steps: [
      {
        createdBy: `BusyBox ${version} (${flavour}), Debian 12`,
        fill: (tree) => fill(tree, flavour),
        size: flavour === "glibc" ? 4_280_100 : 1_500_000,
        ballast: { "/bin/busybox": 1 },
      },
    ],
    config: { Env: [standardPath], Cmd: ["sh"] },
  };
}

const hello: Recipe = {
  tags: ["hello-world:latest", "hello-world:linux"],
  created: Date.parse("2025-01-21T23:32:32Z"),
  steps: [
    row("COPY hello / # buildkit", { fill: (tree) => tree.writeFile("/hello", binary("hello-world", "static", 10_072), { mode: 0o755 }) }),
    row('CMD ["/hello"]'),
  ],
  config: { Env: [standardPath], Cmd: ["/hello"], WorkingDir: "/" },
};

export const family: readonly Recipe[] = [
  busybox("1.37.0", "glibc", [
    "1.37.0",
    "1.37.0-glibc",
    "1.37",
    "1.37-glibc",
    "1",
    "glibc",
    "stable",
    "stable-glibc",
    "unstable",
    "latest",
  ]),
  busybox("1.37.0", "musl", ["1.37.0-musl", "1.37-musl", "1-musl", "musl", "stable-musl"]),
  busybox("1.36.1", "glibc", ["1.36.1", "1.36.1-glibc", "1.36", "1.36-glibc"]),
  busybox("1.36.1", "musl", ["1.36.1-musl", "1.36-musl"]),
  hello,
];
