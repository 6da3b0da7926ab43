/** Distroless: no shell, no package manager; certificates, time zones, a user, and in `base` glibc and OpenSSL. */
import { glibcLoader, hole, library } from "../../../src/engine/programs/packages/binaries.ts";
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import { type Recipe, type Step, standardPath } from "../recipe.ts";

const created = 0;

function files(tree: WorkingTree): void {
  for (const folder of [
    "bin",
    "boot",
    "dev",
    "etc",
    "home",
    "lib",
    "proc",
    "run",
    "sbin",
    "sys",
    "usr/bin",
    "usr/lib",
    "usr/share",
    "var/lib",
    "var/log",
  ])
    tree.mkdir(`/${folder}`, { recursive: true });
  tree.mkdir("/root", { mode: 0o700 });
  tree.mkdir("/tmp", { mode: 0o1777 });
  tree.mkdir("/home/nonroot", { mode: 0o700, uid: 65532, gid: 65532 });
  tree.writeFile(
    "/etc/passwd",
    "root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n",
  );
  tree.writeFile("/etc/group", "root:x:0:\nnobody:x:65534:\ntty:x:5:\nstaff:x:50:\nnonroot:x:65532:\n");
  tree.writeFile("/etc/nsswitch.conf", "hosts: files dns\n");
  tree.writeFile("/etc/debian_version", "12.11\n");
  tree.writeFile("/etc/host.conf", "multi on\n");
  tree.writeFile(
    "/usr/lib/os-release",
    'PRETTY_NAME="Distroless"\nNAME="Debian GNU/Linux"\nID="debian"\nVERSION_ID="12"\nVERSION="Debian GNU/Linux 12 (bookworm)"\nHOME_URL="https://github.com/GoogleContainerTools/distroless"\nSUPPORT_URL="https://github.com/GoogleContainerTools/distroless/blob/master/README.md"\nBUG_REPORT_URL="https://github.com/GoogleContainerTools/distroless/issues/new"\n',
  );
  tree.symlink("../usr/lib/os-release", "/etc/os-release");
  tree.writeFile("/etc/ssl/certs/ca-certificates.crt", hole(213_000, "-----BEGIN CERTIFICATE-----\n"), { parents: true });
  tree.mkdir("/var/lib/dpkg/status.d", { recursive: true });
  for (const name of ["base-files", "netbase", "tzdata", "media-types"])
    tree.writeFile(`/var/lib/dpkg/status.d/${name}`, `Package: ${name}\n`);
}

const staticStep: Step = { createdBy: "bazel build ...", fill: files, size: 2_060_000, ballast: { "/usr/share/zoneinfo/tzdata.zi": 1 } };

const libraries: Step = {
  createdBy: "bazel build ...",
  fill(tree) {
    const folder = "/lib/x86_64-linux-gnu";
    tree.writeFile(`${folder}/ld-linux-x86-64.so.2`, library(210_968), { mode: 0o755, parents: true });
    tree.mkdir("/lib64");
    tree.symlink("../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", glibcLoader);
    for (const [name, size] of [
      ["libc.so.6", 1_922_136],
      ["libm.so.6", 907_784],
      ["libpthread.so.0", 14_480],
      ["libdl.so.2", 14_408],
      ["libresolv.so.2", 60_328],
      ["librt.so.1", 14_568],
    ] as const)
      tree.writeFile(`${folder}/${name}`, library(size), { mode: 0o755 });
    for (const [name, size] of [
      ["libssl.so.3", 692_256],
      ["libcrypto.so.3", 4_709_880],
    ] as const)
      tree.writeFile(`/usr/lib/x86_64-linux-gnu/${name}`, library(size), { parents: true });
    for (const name of ["libc6", "libssl3"]) tree.writeFile(`/var/lib/dpkg/status.d/${name}`, `Package: ${name}\n`);
  },
  size: 18_700_000,
  ballast: {
    "/usr/lib/x86_64-linux-gnu/gconv/libJIS.so": 1,
    "/usr/lib/x86_64-linux-gnu/gconv/IBM943.so": 1,
    "/usr/lib/locale/C.utf8/LC_CTYPE": 1,
  },
};

const c: Step = {
  createdBy: "bazel build ...",
  fill(tree) {
    tree.writeFile("/usr/lib/x86_64-linux-gnu/libstdc++.so.6", library(2_190_440), { parents: true });
    tree.writeFile("/lib/x86_64-linux-gnu/libgcc_s.so.1", library(125_312));
    tree.writeFile("/usr/lib/x86_64-linux-gnu/libgomp.so.1", library(300_000));
  },
};

function variants(name: string, base: Recipe | undefined, steps: readonly Step[]): [Recipe, Recipe] {
  const env = [standardPath, "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"];
  const repository = `gcr.io/distroless/${name}`;
  const root: Recipe = {
    tags: [`${repository}-debian12:latest`, `${repository}:latest`],
    created,
    ...(base ? { base } : {}),
    steps,
    config: { Env: env, User: "0", WorkingDir: "/" },
  };
  const nonroot: Recipe = {
    tags: [`${repository}-debian12:nonroot`, `${repository}:nonroot`],
    created,
    base: root,
    steps: [],
    config: { Env: env, User: "65532", WorkingDir: "/home/nonroot" },
  };
  return [root, nonroot];
}

const [staticRoot, staticNonroot] = variants("static", undefined, [staticStep]);
const [baseRoot, baseNonroot] = variants("base", staticRoot, [libraries]);
const [cRoot, cNonroot] = variants("cc", baseRoot, [c]);

export const family: readonly Recipe[] = [staticRoot, staticNonroot, baseRoot, baseNonroot, cRoot, cNonroot];
