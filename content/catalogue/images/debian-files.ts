/** The files of a minimal Debian or Ubuntu root: accounts, apt's configuration, tools, libraries. */
import type { WorkingTree } from "../../../src/engine/filesystem/working-tree.ts";
import { binary, glibcLoader, hole, library } from "../../../src/engine/programs/packages/binaries.ts";
import { type InstalledDeb, listPath, writeStatus } from "../../../src/engine/programs/packages/dpkg-database.ts";
import { writePackageTools } from "./debian-tools.ts";

const passwd = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
news:x:9:9:news:/var/spool/news:/usr/sbin/nologin
uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin
proxy:x:13:13:proxy:/bin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin
irc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

const group = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
news:x:9:
uucp:x:10:
man:x:12:
proxy:x:13:
kmem:x:15:
dialout:x:20:
fax:x:21:
voice:x:22:
cdrom:x:24:
floppy:x:25:
tape:x:26:
sudo:x:27:
audio:x:29:
dip:x:30:
www-data:x:33:
backup:x:34:
operator:x:37:
list:x:38:
irc:x:39:
src:x:40:
shadow:x:42:
utmp:x:43:
video:x:44:
sasl:x:45:
plugdev:x:46:
staff:x:50:
games:x:60:
users:x:100:
nogroup:x:65534:
`;

/** Small tools of the base system that Dockerfiles call. */
const maintainerScripts: Readonly<Record<string, string>> = {
  "/usr/sbin/chpasswd": `#!/bin/sh
while IFS=: read -r user password; do
  grep -q "^$user:" /etc/passwd || { echo "chpasswd: (user $user) pam_chauthtok() failed, error:" >&2; echo "Authentication token manipulation error" >&2; exit 1; }
  sed -i "s|^$user:[^:]*:|$user:\\$y\\$j9T\\$lab:|" /etc/shadow
done
`,
  "/usr/sbin/dpkg-reconfigure": `#!/bin/sh
for package in "$@"; do
  case $package in
    -*|noninteractive) continue;;
    tzdata)
      [ -e /usr/share/zoneinfo/UTC ] || { echo "/usr/sbin/dpkg-reconfigure: tzdata is not installed" >&2; exit 1; }
      zone=$(cat /etc/timezone 2>/dev/null || echo Etc/UTC)
      echo; echo "Current default time zone: '$zone'"; echo;;
    locales) locale-gen;;
  esac
done
`,
  "/usr/bin/debconf-set-selections": '#!/bin/sh\ncat "$@" > /dev/null\n',
  "/usr/bin/localedef": `#!/bin/sh
for name in "$@"; do :; done
mkdir -p /usr/lib/locale
echo "$name" >> /usr/lib/locale/locale-archive
`,
  "/usr/bin/locale": `#!/bin/sh
if [ "$1" = -a ]; then
  { printf 'C\\nC.utf8\\nPOSIX\\n'; [ ! -e /usr/lib/locale/locale-archive ] || sed 's/UTF-8/utf8/' /usr/lib/locale/locale-archive; } | sort -u
  exit
fi
echo "LANG=$LANG"
echo "LC_ALL=$LC_ALL"
`,
};

export interface DebianRoot {
  readonly osRelease: string;
  readonly debianVersion: string;
  readonly issue: string;
  /** Has `adduser` and `addgroup`: Debian does until trixie, Ubuntu does not. */
  readonly adduser: boolean;
  /** An account beside the system's own: Ubuntu 24.04 has `ubuntu`. */
  readonly account?: { readonly name: string; readonly uid: number };
  readonly sources: { readonly path: string; readonly text: string };
  readonly packages: readonly InstalledDeb[];
}

/** Writes the root. */
export function writeDebianRoot(tree: WorkingTree, root: DebianRoot): void {
  for (const folder of "boot dev etc home media mnt opt proc run srv sys usr/bin usr/sbin usr/lib/x86_64-linux-gnu usr/lib64 usr/local/bin usr/local/sbin usr/local/lib usr/local/share usr/local/include usr/share/doc usr/share/man usr/src var/backups var/cache/apt/archives/partial var/lib/apt/lists/partial var/lib/dpkg/info var/lib/dpkg/triggers var/lib/misc var/local var/log/apt var/mail var/opt var/spool etc/alternatives etc/apt/apt.conf.d etc/apt/preferences.d etc/apt/sources.list.d etc/apt/trusted.gpg.d etc/skel".split(
    " ",
  )) {
    tree.mkdir(`/${folder}`, { recursive: true });
  }
  for (const name of ["bin", "sbin", "lib", "lib64"]) tree.symlink(`usr/${name}`, `/${name}`);
  tree.mkdir("/root", { mode: 0o700 });
  tree.mkdir("/tmp", { mode: 0o1777 });
  tree.mkdir("/var/tmp", { mode: 0o1777 });
  tree.symlink("/run", "/var/run");
  tree.symlink("/run/lock", "/var/lock");
  tree.mkdir("/run/lock", { mode: 0o1777 });
  writeAccounts(tree, root);
  writeConfiguration(tree, root);
  writeLibraries(tree);
  writeTools(tree, root.adduser);
  const tools = writePackageTools(
    tree,
    root.packages.map(({ name }) => name),
  );
  writeStatus(tree, root.packages);
  for (const { name } of root.packages) {
    const paths = (tools.get(name) ?? []).map((path) => `${path}\n`).join("");
    tree.writeFile(listPath(name), `/.\n/usr\n${paths}/usr/share\n/usr/share/doc\n/usr/share/doc/${name}\n`);
  }
}

function writeAccounts(tree: WorkingTree, { account }: DebianRoot): void {
  const extra = account ? `${account.name}:x:${account.uid}:${account.uid}:${account.name}:/home/${account.name}:/bin/bash\n` : "";
  tree.writeFile("/etc/passwd", passwd + extra);
  tree.writeFile("/etc/group", group + (account ? `${account.name}:x:${account.uid}:\n` : ""));
  const shadow = (passwd + extra)
    .split("\n")
    .filter(Boolean)
    .map((line) => `${line.split(":")[0]}:*:20234:0:99999:7:::\n`);
  tree.writeFile("/etc/shadow", shadow.join(""), { mode: 0o640, gid: 42 });
  if (account) tree.mkdir(`/home/${account.name}`, { mode: 0o750, uid: account.uid, gid: account.uid });
}

function writeConfiguration(tree: WorkingTree, root: DebianRoot): void {
  tree.writeFile("/usr/lib/os-release", root.osRelease);
  tree.symlink("../usr/lib/os-release", "/etc/os-release");
  tree.writeFile("/etc/debian_version", root.debianVersion);
  tree.writeFile("/etc/issue", root.issue);
  tree.writeFile("/etc/host.conf", "multi on\n");
  tree.writeFile("/etc/ld.so.conf", "include /etc/ld.so.conf.d/*.conf\n\n");
  tree.writeFile(
    "/etc/shells",
    "# /etc/shells: valid login shells\n/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/rbash\n/usr/bin/rbash\n/bin/dash\n/usr/bin/dash\n",
  );
  tree.writeFile(
    "/etc/nsswitch.conf",
    "passwd:         files\ngroup:          files\nshadow:         files\ngshadow:        files\n\nhosts:          files dns\nnetworks:       files\n\nprotocols:      db files\nservices:       db files\nethers:         db files\nrpc:            db files\n\nnetgroup:       nis\n",
  );
  tree.writeFile(
    "/etc/login.defs",
    hole(12_569, "# /etc/login.defs\nUID_MIN\t\t\t 1000\nUID_MAX\t\t\t60000\nGID_MIN\t\t\t 1000\nGID_MAX\t\t\t60000\n"),
  );
  tree.writeFile(
    "/etc/profile",
    'if [ "$(id -u)" -eq 0 ]; then\n  PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nelse\n  PATH="/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"\nfi\nexport PATH\n',
  );
  for (const path of ["/etc/skel/.bashrc", "/root/.bashrc"]) tree.writeFile(path, '# ~/.bashrc\n[ -z "$PS1" ] && return\n');
  for (const path of ["/etc/skel/.profile", "/root/.profile"]) tree.writeFile(path, "# ~/.profile\n");
  tree.writeFile(root.sources.path, root.sources.text);
  tree.writeFile(
    "/etc/apt/apt.conf.d/docker-clean",
    'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };\nAPT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };\n\nDir::Cache::pkgcache "";\nDir::Cache::srcpkgcache "";\n',
  );
  tree.writeFile("/etc/apt/apt.conf.d/docker-gzip-indexes", 'Acquire::GzipIndexes "true";\n');
  tree.writeFile("/etc/apt/apt.conf.d/docker-no-languages", 'Acquire::Languages "none";\n');
  tree.writeFile("/etc/apt/apt.conf.d/docker-autoremove-suggests", 'Apt::AutoRemove::SuggestsImportant "false";\n');
  tree.writeFile("/var/lib/dpkg/available", "");
  tree.writeFile("/var/lib/dpkg/lock", "", { mode: 0o640 });
  tree.writeFile("/var/log/dpkg.log", "");
  tree.writeFile("/usr/share/keyrings/debian-archive-keyring.gpg", hole(55_918), { parents: true });
}

function writeLibraries(tree: WorkingTree): void {
  const folder = "/usr/lib/x86_64-linux-gnu";
  const list: [string, number][] = [
    ["ld-linux-x86-64.so.2", 210_968],
    ["libc.so.6", 1_922_136],
    ["libm.so.6", 907_784],
    ["libdl.so.2", 14_480],
    ["libpthread.so.0", 14_480],
    ["libresolv.so.2", 60_328],
    ["librt.so.1", 14_568],
    ["libgcc_s.so.1", 125_312],
    ["libstdc++.so.6.0.30", 2_190_440],
    ["libz.so.1.2.13", 121_280],
    ["libtinfo.so.6.4", 208_368],
    ["libselinux.so.1", 174_312],
    ["libpcre2-8.so.0.11.2", 629_384],
    ["libacl.so.1", 34_952],
    ["libcap.so.2", 43_520],
    ["libzstd.so.1.5.4", 763_592],
    ["liblzma.so.5.4.1", 202_784],
    ["libbz2.so.1.0.4", 74_688],
    ["libcrypt.so.1.1.0", 198_936],
    ["libgnutls.so.30", 2_152_200],
    ["libsystemd.so.0", 845_872],
    ["libapt-pkg.so.6.0.0", 2_117_000],
    ["libapt-private.so.0.0.0", 478_000],
  ];
  for (const [name, size] of list) tree.writeFile(`${folder}/${name}`, library(size));
  for (const [link, target] of [
    ["libstdc++.so.6", "libstdc++.so.6.0.30"],
    ["libz.so.1", "libz.so.1.2.13"],
    ["libtinfo.so.6", "libtinfo.so.6.4"],
    ["libapt-pkg.so.6.0", "libapt-pkg.so.6.0.0"],
  ] as const)
    tree.symlink(target, `${folder}/${link}`);
  tree.symlink("/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", glibcLoader);
}

function writeTools(tree: WorkingTree, adduser: boolean): void {
  const executable = { mode: 0o755 };
  if (adduser)
    for (const name of ["adduser", "addgroup", "deluser", "delgroup"])
      tree.writeFile(`/usr/sbin/${name}`, binary("coreutils", "glibc", 38_000), executable);
  tree.writeFile("/usr/bin/mawk", binary("coreutils", "glibc", 160_000, { applet: "awk" }), executable);
  tree.symlink("/usr/bin/mawk", "/etc/alternatives/awk");
  tree.symlink("/etc/alternatives/awk", "/usr/bin/awk");
  tree.writeFile("/usr/bin/dash", binary("dash", "glibc", 125_640), executable);
  tree.symlink("dash", "/usr/bin/sh");
  tree.writeFile("/usr/bin/bash", binary("bash", "glibc", 1_265_648), executable);
  tree.symlink("bash", "/usr/bin/rbash");
  tree.writeFile("/usr/bin/perl", binary("installed-tool", "glibc", 3_808_736, { name: "perl", package: "perl-base" }), executable);
  for (const [path, text] of Object.entries(maintainerScripts)) tree.writeFile(path, text, executable);
  tree.writeFile("/usr/sbin/nologin", "#!/bin/sh\necho 'This account is currently not available.'\nexit 1\n", executable);
  for (const [name, size] of [
    ["apt", 18_752],
    ["apt-get", 51_576],
    ["apt-cache", 84_448],
    ["apt-mark", 55_672],
    ["apt-config", 27_000],
  ] as const)
    tree.writeFile(
      `/usr/bin/${name}`,
      binary("apt", "glibc", size, { tool: name }, ["/usr/lib/x86_64-linux-gnu/libapt-pkg.so.6.0"]),
      executable,
    );
  for (const [name, size] of [
    ["dpkg", 318_776],
    ["dpkg-query", 154_800],
    ["dpkg-deb", 162_000],
  ] as const)
    tree.writeFile(`/usr/bin/${name}`, binary("dpkg", "glibc", size, { tool: name }), executable);
  tree.writeFile("/usr/sbin/ldconfig", "#!/bin/sh\nexit 0\n", executable);
}
