import fc from "fast-check";
import { expect, test } from "vitest";
import { readVulnerabilities, vulnerabilities } from "../../../content/vulnerabilities/index.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { distributionOf, installedPackages } from "./packages.ts";
import { compareVersions } from "./versions.ts";
import { scan } from "./vulnerabilities.ts";

function image(files: Readonly<Record<string, string>>) {
  const tree = new WorkingTree();
  for (const [path, text] of Object.entries(files)) tree.writeFile(path, text, { parents: true });
  return tree.root;
}

test("packages of four kinds are found where they lie", () => {
  const root = image({
    "/etc/os-release": "ID=alpine\nVERSION_ID=3.20.6\n",
    "/lib/apk/db/installed": "P:busybox\nV:1.36.1-r30\n\nP:musl\nV:1.2.5-r1\n",
    "/var/lib/dpkg/status":
      "Package: libc6\nStatus: install ok installed\nVersion: 2.36-9\n\nPackage: gone\nStatus: deinstall ok config-files\nVersion: 1\n",
    "/venv/lib/python3.12/site-packages/Flask_Login-0.6.dist-info/METADATA": "Name: Flask_Login\nVersion: 0.6\n",
    "/app/node_modules/@scope/part/package.json": '{"name":"@scope/part","version":"1.0.0"}',
    "/app/node_modules/a/node_modules/b/package.json": '{"name":"b","version":"2.0.0"}',
    "/app/node_modules/broken/package.json": "{",
    "/app/package.json": '{"name":"app","version":"9.9.9"}',
  });
  expect(distributionOf(root)).toEqual({ id: "alpine", release: "3.20", version: "3.20.6" });
  expect(installedPackages(root).map(({ type, name, version }) => `${type} ${name} ${version}`)).toEqual([
    "apk busybox 1.36.1-r30",
    "apk musl 1.2.5-r1",
    "deb libc6 2.36-9",
    "npm @scope/part 1.0.0",
    "npm b 2.0.0",
    "pypi flask-login 0.6",
  ]);
});

test.each([
  ["deb", "1.0~rc1-1", "1.0-1"],
  ["deb", "2.36-9+deb12u10", "2.36-9+deb12u11"],
  ["deb", "9.9", "1:0.1"],
  ["deb", "1.0-1", "1.0-1+b1"],
  ["apk", "1.36.1-r9", "1.36.1-r10"],
  ["apk", "3.3.3-r0", "3.5.0-r0"],
  ["pypi", "3.0.0rc1", "3.0.0"],
  ["npm", "4.9.0", "4.20.0"],
] as const)("%s: %s is older than %s", (type, older, newer) => {
  expect(compareVersions(type, older, newer)).toBeLessThan(0);
  expect(compareVersions(type, newer, older)).toBeGreaterThan(0);
});

test("versions of Debian are in one order", () => {
  const version = fc.stringMatching(/^(\d:)?\d{1,2}(\.[0-9a-c~+]{1,3}){0,2}(-\d[a-c~+.]?\d?)?$/);
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      const sign = (x: string, y: string) => Math.sign(compareVersions("deb", x, y));
      expect(sign(a, a)).toBe(0);
      // A sum, since Vitest tells 0 from -0.
      expect(sign(a, b) + sign(b, a)).toBe(0);
      if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});

test("a fixed version is not found any more, and a release has its own", () => {
  const list = readVulnerabilities(`
LAB-2000-0001 | HIGH | apk | musl | alpine 3.19 | | 1.2.4-r9 | a
LAB-2000-0002 | LOW  | apk | musl |             | 1.2.5-r0 | | b
`);
  const found = (release: string, version: string) =>
    scan(
      image({ "/etc/os-release": `ID=alpine\nVERSION_ID=${release}\n`, "/lib/apk/db/installed": `P:musl\nV:${version}\n` }),
      list,
    ).findings.map(({ vulnerability }) => vulnerability.id);
  expect(found("3.19.1", "1.2.4-r8")).toEqual(["LAB-2000-0001"]);
  expect(found("3.19.1", "1.2.4-r9")).toEqual([]);
  expect(found("3.20.1", "1.2.4-r8")).toEqual([]);
  expect(found("3.20.1", "1.2.5-r1")).toEqual(["LAB-2000-0002"]);
});

test("the list is whole, and says by its ids that it is invented", () => {
  expect(vulnerabilities.length).toBeGreaterThan(30);
  expect(() => readVulnerabilities("CVE-2024-0001 | HIGH | apk | musl | | | | x")).toThrow("nobody takes it for a real one");
  expect(() => readVulnerabilities("LAB-2024-0001 | AWFUL | apk | musl | | | | x")).toThrow("no severity");
});
