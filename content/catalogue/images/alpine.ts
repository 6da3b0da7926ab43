/** Alpine: busybox, musl, apk. Snapshot of June 2025. */
import { encodeExecutable } from "../../../src/engine/programs/executable.ts";
import { writeInstalled, writeWorld } from "../../../src/engine/programs/packages/apk-database.ts";
import { binary, hole, library, muslLoader } from "../../../src/engine/programs/packages/binaries.ts";
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import { type Recipe, row, standardPath } from "../recipe.ts";
import { applets } from "./applets.ts";

interface Release {
  readonly version: string;
  readonly date: string;
  readonly size: number;
  readonly tags: readonly string[];
  readonly packages: string;
}

const releases: readonly Release[] = [
  {
    version: "3.22.0",
    date: "2025-05-30",
    size: 8_307_000,
    tags: ["3.22.0", "3.22", "3", "latest"],
    packages: "3.7.0-r0 1.37.0-r18 3.5.0-r0 1.2.5-r10 1.3.1-r2 2.14.9-r2 20241121-r2",
  },
  {
    version: "3.21.3",
    date: "2025-02-14",
    size: 7_834_000,
    tags: ["3.21.3", "3.21"],
    packages: "3.6.8-r1 1.37.0-r12 3.3.3-r0 1.2.5-r9 1.3.1-r2 2.14.6-r3 20241121-r1",
  },
  {
    version: "3.20.6",
    date: "2025-02-14",
    size: 7_797_200,
    tags: ["3.20.6", "3.20"],
    packages: "3.6.5-r0 1.36.1-r30 3.3.3-r0 1.2.5-r1 1.3.1-r1 2.14.4-r1 20240226-r0",
  },
  {
    version: "3.19.7",
    date: "2025-02-14",
    size: 7_400_000,
    tags: ["3.19.7", "3.19"],
    packages: "3.4.3-r2 1.36.1-r20 3.1.8-r0 1.2.4_git20230717-r5 1.3.1-r0 2.14.4-r0 20230506-r0",
  },
];

export const passwd = `root:x:0:0:root:/root:/bin/sh
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin
sync:x:5:0:sync:/sbin:/bin/sync
shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown
halt:x:7:0:halt:/sbin:/sbin/halt
mail:x:8:12:mail:/var/mail:/sbin/nologin
news:x:9:13:news:/usr/lib/news:/sbin/nologin
uucp:x:10:14:uucp:/var/spool/uucppublic:/sbin/nologin
cron:x:16:16:cron:/var/spool/cron:/sbin/nologin
ftp:x:21:21::/var/lib/ftp:/sbin/nologin
sshd:x:22:22:sshd:/dev/null:/sbin/nologin
games:x:35:35:games:/usr/games:/sbin/nologin
ntp:x:123:123:NTP:/var/empty:/sbin/nologin
guest:x:405:100:guest:/dev/null:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
`;

export const group = `root:x:0:root
bin:x:1:root,bin,daemon
daemon:x:2:root,bin,daemon
sys:x:3:root,bin
adm:x:4:root,daemon
tty:x:5:
disk:x:6:root
lp:x:7:lp
kmem:x:9:
wheel:x:10:root
floppy:x:11:root
mail:x:12:mail
news:x:13:news
uucp:x:14:uucp
cron:x:16:cron
audio:x:18:
cdrom:x:19:
dialout:x:20:root
ftp:x:21:
sshd:x:22:
input:x:23:
tape:x:26:root
video:x:27:root
netdev:x:28:
kvm:x:34:kvm
games:x:35:
shadow:x:42:
www-data:x:82:
users:x:100:games
ntp:x:123:
abuild:x:300:
utmp:x:406:
ping:x:999:
nogroup:x:65533:
nobody:x:65534:
`;

function fill(tree: WorkingTree, release: Release): void {
  const minor = release.version.split(".").slice(0, 2).join(".");
  for (const folder of "bin dev etc home lib media/cdrom media/floppy media/usb mnt opt proc run sbin srv sys usr/bin usr/lib usr/local/bin usr/local/lib usr/local/share usr/sbin usr/share/man usr/share/misc var/cache/apk var/cache/misc var/empty var/lib/apk var/lib/misc var/lib/udhcpd var/local var/lock/subsys var/log var/mail var/opt var/spool/cron/crontabs".split(
    " ",
  )) {
    tree.mkdir(`/${folder}`, { recursive: true });
  }
  tree.mkdir("/root", { mode: 0o700 });
  tree.mkdir("/tmp", { mode: 0o1777 });
  tree.mkdir("/var/tmp", { mode: 0o1777 });
  // Where busybox's httpd is pointed in most examples.
  tree.mkdir("/var/www");
  tree.symlink("/run", "/var/run");
  tree.writeFile("/etc/passwd", passwd);
  tree.writeFile("/etc/group", group);
  tree.writeFile(
    "/etc/shadow",
    `${passwd
      .split("\n")
      .filter(Boolean)
      .map((line) => `${line.split(":")[0]}:${line.startsWith("root") ? "*" : "!"}::0:::::`)
      .join("\n")}\n`,
    { mode: 0o640, gid: 42 },
  );
  tree.writeFile("/etc/alpine-release", `${release.version}\n`);
  tree.writeFile("/etc/hostname", "localhost\n");
  tree.writeFile("/etc/hosts", "127.0.0.1\tlocalhost localhost.localdomain\n::1\t\tlocalhost localhost.localdomain\n");
  tree.writeFile("/etc/issue", `Welcome to Alpine Linux ${minor}\nKernel \\r on an \\m (\\l)\n\n`);
  tree.writeFile(
    "/etc/motd",
    "Welcome to Alpine!\n\nThe Alpine Wiki contains a large amount of how-to guides and general\ninformation about administrating Alpine systems.\nSee <https://wiki.alpinelinux.org/>.\n\n",
  );
  tree.writeFile(
    "/usr/lib/os-release",
    `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${release.version}\nPRETTY_NAME="Alpine Linux v${minor}"\nHOME_URL="https://alpinelinux.org/"\nBUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"\n`,
  );
  tree.symlink("../usr/lib/os-release", "/etc/os-release");
  tree.writeFile(
    "/etc/profile",
    'export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nexport PAGER=less\numask 022\n',
  );
  tree.writeFile("/etc/shells", "# valid login shells\n/bin/sh\n/bin/ash\n");
  tree.writeFile("/etc/nsswitch.conf", "hosts: files dns\n");
  tree.writeFile("/etc/fstab", "/dev/cdrom\t/media/cdrom\tiso9660\tnoauto,ro 0 0\n");
  tree.writeFile("/etc/services", hole(12_813));
  tree.writeFile("/etc/protocols", hole(3_144));
  tree.mkdir("/etc/apk/keys", { recursive: true });
  tree.writeFile("/etc/apk/arch", "x86_64\n");
  tree.writeFile(
    "/etc/apk/repositories",
    `https://dl-cdn.alpinelinux.org/alpine/v${minor}/main\nhttps://dl-cdn.alpinelinux.org/alpine/v${minor}/community\n`,
  );
  for (const key of ["4a6a0840", "5261cecb", "6165ee59"])
    tree.writeFile(`/etc/apk/keys/alpine-devel@lists.alpinelinux.org-${key}.rsa.pub`, hole(451, "-----BEGIN PUBLIC KEY-----\n"));
  tree.writeFile("/etc/ssl/certs/ca-certificates.crt", hole(214_222, "-----BEGIN CERTIFICATE-----\n"), { parents: true });
  tree.symlink("certs/ca-certificates.crt", "/etc/ssl/cert.pem");
  tree.writeFile(muslLoader, library(650_328), { mode: 0o755 });
  tree.symlink("ld-musl-x86_64.so.1", "/lib/libc.musl-x86_64.so.1");
  writeApplets(tree);
  tree.writeFile("/sbin/apk", binary("apk", "musl", 69_544), { mode: 0o755 });
  tree.writeFile("/sbin/ldconfig", "#!/bin/sh\nexit 0\n", { mode: 0o755 });
  tree.writeFile("/usr/lib/libapk.so.2.14.0", library(247_000), { mode: 0o755 });
  tree.writeFile("/usr/lib/libssl.so.3", library(812_000), { mode: 0o755 });
  tree.writeFile("/usr/lib/libz.so.1.3.1", library(100_000), { mode: 0o755 });
  tree.symlink("libz.so.1.3.1", "/usr/lib/libz.so.1");
  tree.writeFile("/usr/bin/ssl_client", binary("busybox", "musl", 14_232), { mode: 0o755 });
  for (const [name, size] of [
    ["getconf", 34_160],
    ["getent", 45_344],
    ["ldd", 52],
    ["scanelf", 79_880],
  ] as const) {
    tree.writeFile(
      `/usr/bin/${name}`,
      name === "getent" ? binary("coreutils", "musl", size) : binary("installed-tool", "musl", size, { name, package: "musl-utils" }),
      { mode: 0o755 },
    );
  }
  writeDatabase(tree, release);
}

function writeApplets(tree: WorkingTree): void {
  tree.writeFile("/bin/busybox", encodeExecutable({ program: "busybox", loader: muslLoader }, 808_712), { mode: 0o755 });
  for (const [folder, names] of Object.entries(applets)) {
    for (const name of names) if (name !== "busybox") tree.symlink("/bin/busybox", `${folder}/${name}`);
  }
}

function writeDatabase(tree: WorkingTree, release: Release): void {
  const [base, busybox, ssl, musl, zlib, apk, certificates] = release.packages.split(" ") as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const list: [string, string, number, string, string][] = [
    ["alpine-baselayout", base, 6_400, "Alpine base dir structure and init scripts", "alpine-baselayout-data"],
    ["alpine-baselayout-data", base, 24_000, "Alpine base dir structure and init scripts", ""],
    ["alpine-keys", "2.5-r0", 13_359, "Public keys for Alpine Linux packages", ""],
    ["alpine-release", `${release.version}-r0`, 800, "Alpine release data", ""],
    [
      "apk-tools",
      apk,
      311_000,
      "Alpine Package Keeper - package manager for alpine",
      "musl ca-certificates-bundle libcrypto3 libssl3 zlib",
    ],
    ["busybox", busybox, 812_000, "Size optimized toolbox of many common UNIX utilities", "musl"],
    ["busybox-binsh", busybox, 1_500, "busybox ash /bin/sh", "busybox"],
    ["ca-certificates-bundle", certificates, 238_000, "Pre generated bundle of Mozilla certificates", ""],
    ["libcrypto3", ssl, 4_500_000, "Crypto library from openssl", "musl"],
    ["libssl3", ssl, 812_000, "SSL shared libraries", "libcrypto3 musl"],
    ["musl", musl, 667_000, "the musl c library (libc) implementation", ""],
    ["musl-utils", musl, 149_000, "the musl c library (libc) implementation", "scanelf musl"],
    ["scanelf", "1.3.7-r2", 94_000, "Scan ELF binaries for stuff", "musl"],
    ["ssl_client", busybox, 24_000, "External ssl_client for busybox wget", "libcrypto3 libssl3 musl"],
    ["zlib", zlib, 110_000, "A compression/decompression Library", "musl"],
  ];
  writeInstalled(
    tree,
    list.map(([name, version, installedSize, description, depends]) => ({
      name,
      version,
      description,
      installedSize,
      downloadSize: Math.round(installedSize * 0.42),
      depends: depends.split(" ").filter(Boolean),
      files: [],
    })),
  );
  tree.writeFile("/lib/apk/db/triggers", "");
  tree.writeFile("/lib/apk/db/scripts.tar", hole(22_528));
  tree.writeFile("/lib/apk/db/lock", "", { mode: 0o600 });
  writeWorld(
    tree,
    ["alpine-baselayout", "alpine-keys", "alpine-release", "apk-tools", "busybox", "libc-utils", "musl-utils"].filter(
      (name) => name !== "libc-utils",
    ),
  );
}

const recipes = new Map(
  releases.map((release): [string, Recipe] => [
    release.version.split(".").slice(0, 2).join("."),
    {
      tags: release.tags.map((tag) => `alpine:${tag}`),
      created: Date.parse(`${release.date}T00:00:00Z`),
      steps: [
        row(`ADD alpine-minirootfs-${release.version}-x86_64.tar.gz / # buildkit`, {
          fill: (tree) => fill(tree, release),
          size: release.size,
          ballast: { "/usr/lib/libcrypto.so.3": 1 },
        }),
        row('CMD ["/bin/sh"]'),
      ],
      config: { Env: [standardPath], Cmd: ["/bin/sh"], WorkingDir: "/" },
    },
  ]),
);

/** Alpine by its short version, `3.20`; for other recipes to build upon. */
export function alpine(version: "3.19" | "3.20" | "3.21" | "3.22"): Recipe {
  return recipes.get(version) as Recipe;
}

export const family: readonly Recipe[] = [...recipes.values()];
