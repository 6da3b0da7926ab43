/** apt's package lists: what `update` leaves in /var/lib/apt/lists and `install` reads. */
import type { WorkingTree } from "../../../filesystem/working-tree.ts";
import { hole } from "../binaries.ts";

export const listsFolder = "/var/lib/apt/lists";

export interface Release {
  /** `bookworm`, `noble` */
  readonly codename: string;
  readonly id: "debian" | "ubuntu";
}

/** The release a root says it is, by /etc/os-release; bookworm when it does not say. */
export function releaseOf(fs: WorkingTree): Release {
  const text = fs.exists("/etc/os-release") ? fs.readText("/etc/os-release") : "";
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(text)?.[1] ?? "bookworm";
  return { codename, id: /^ID=ubuntu/m.test(text) ? "ubuntu" : "debian" };
}

interface Suite {
  readonly uri: string;
  readonly name: string;
  readonly component: string;
  /** Bytes of its package list as kept. */
  readonly size: number;
  /** Bytes downloaded for it. */
  readonly download: number;
}

/** The lists `update` fetches. */
export function suitesOf({ codename, id }: Release): Suite[] {
  if (id === "ubuntu") {
    const uri = "http://archive.ubuntu.com/ubuntu";
    return [
      { uri, name: codename, component: "universe", size: 36_000_000, download: 19_300_000 },
      { uri, name: codename, component: "main", size: 3_400_000, download: 1_808_000 },
      { uri, name: `${codename}-updates`, component: "main", size: 3_100_000, download: 1_470_000 },
      { uri: "http://security.ubuntu.com/ubuntu", name: `${codename}-security`, component: "main", size: 2_300_000, download: 1_150_000 },
    ];
  }
  const uri = "http://deb.debian.org/debian";
  return [
    { uri, name: codename, component: "main", size: 18_600_000, download: 8_793_000 },
    { uri, name: `${codename}-updates`, component: "main", size: 2_700, download: 756 },
    { uri: "http://deb.debian.org/debian-security", name: `${codename}-security`, component: "main", size: 520_000, download: 268_000 },
  ];
}

/** Writes the lists as they are at `time`. */
export function writeLists(fs: WorkingTree, release: Release, time: number): void {
  const date = new Date(time).toUTCString();
  for (const { uri, name, component, size } of suitesOf(release)) {
    const base = `${listsFolder}/${uri.replace("http://", "").replaceAll("/", "_")}_dists_${name}`;
    fs.writeFile(
      `${base}_InRelease`,
      hole(150_000, `-----BEGIN PGP SIGNED MESSAGE-----\n\nCodename: ${release.codename}\nDate: ${date}\n`),
      { parents: true },
    );
    fs.writeFile(`${base}_${component}_binary-amd64_Packages.lz4`, hole(size), { parents: true });
  }
  fs.mkdir(`${listsFolder}/partial`, { recursive: true });
  fs.writeFile(`${listsFolder}/lock`, "", { mode: 0o640 });
}

/** When the lists were made, in milliseconds; `undefined` when there are none. */
export function listsTime(fs: WorkingTree): number | undefined {
  if (!fs.exists(listsFolder)) return undefined;
  const names = fs.readdir(listsFolder);
  if (!names.some((name) => name.includes("_Packages"))) return undefined;
  const inRelease = names.find((name) => name.endsWith("_InRelease"));
  if (!inRelease) return undefined;
  const node = fs.stat(`${listsFolder}/${inRelease}`);
  const text = node.kind === "file" ? new TextDecoder().decode(node.content.bytes) : "";
  return Date.parse(/^Date: (.*)$/m.exec(text)?.[1] ?? "");
}
