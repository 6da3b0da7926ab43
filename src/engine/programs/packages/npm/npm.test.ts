import { describe, expect, it } from "vitest";
import { run } from "../bench-shell.ts";
import { nodePackages } from "./catalogue.ts";
import { inRange, parseVersion } from "./semver.ts";

const image = "node:22-alpine";
const manifest = (extra: object = {}): string =>
  JSON.stringify({
    name: "shop",
    version: "1.4.0",
    scripts: { build: "echo built > out.txt", start: "node server.js" },
    dependencies: { express: "^4.19.2" },
    devDependencies: { jest: "^29.7.0" },
    ...extra,
  });

describe("npm", () => {
  it("installs the tree, leaves out what is only for development when told to", async () => {
    const all = await run(image, "npm install", { files: { "package.json": manifest() } });
    expect(all.out).toMatch(
      /^\nadded \d+ packages, and audited \d+ packages in \d+s\n\n\d+ packages are looking for funding\n {2}run `npm fund` for details\n\nfound 0 vulnerabilities\n$/,
    );
    expect(all.fs.exists("/w/node_modules/jest/package.json")).toBe(true);
    expect(JSON.parse(all.fs.readText("/w/package-lock.json"))).toMatchObject({ lockfileVersion: 3 });
    const lean = await run(image, "npm install --omit=dev", { files: { "package.json": manifest() } });
    expect(lean.fs.exists("/w/node_modules/express/package.json")).toBe(true);
    expect(lean.fs.exists("/w/node_modules/jest")).toBe(false);
    expect(lean.grew).toBeLessThan(all.grew / 2);
    const production = await run(image, "npm install", { files: { "package.json": manifest() }, env: { NODE_ENV: "production" } });
    expect(production.fs.exists("/w/node_modules/jest")).toBe(false);
  });

  it("ci needs a lock file that fits", async () => {
    const without = await run(image, "npm ci", { files: { "package.json": manifest() } });
    expect(without.code).toBe(1);
    expect(without.err).toContain("npm error The `npm ci` command can only install with an existing package-lock.json or");
    const locked = await run(image, "npm install", { files: { "package.json": manifest() } });
    const lock = locked.fs.readText("/w/package-lock.json");
    const ci = await run(image, "npm ci --omit=dev && ls node_modules/.bin; npm ls", {
      files: { "package.json": manifest(), "package-lock.json": lock },
    });
    expect(ci.out).toContain("added ");
    expect(ci.fs.readText("/w/package-lock.json")).toBe(lock);
    const apart = await run(image, "npm ci", {
      files: { "package.json": manifest({ dependencies: { express: "^4.19.2", lodash: "^4.17.21" } }), "package-lock.json": lock },
    });
    expect(apart.code).toBe(1);
    expect(apart.err).toContain("npm error Missing: lodash@4.17.21 from lock file");
  });

  it("adds and removes by name", async () => {
    const { fs, out } = await run(
      image,
      "npm init -y && npm install lodash && npm install -D typescript && npm uninstall lodash && npx tsc --version",
    );
    expect(JSON.parse(fs.readText("/w/package.json"))).toMatchObject({ devDependencies: { typescript: "^5.8.3" } });
    expect(fs.exists("/w/node_modules/lodash")).toBe(false);
    expect(out).toContain("Version 5.8.3");
  });

  it("runs scripts through sh with node_modules/.bin in the path", async () => {
    const { out, fs } = await run(image, "npm run build && npm test", {
      files: {
        "package.json": manifest({
          scripts: { prebuild: "echo before", build: "echo $npm_lifecycle_event > out.txt", test: "echo $PATH" },
        }),
      },
    });
    expect(out).toContain("\n> shop@1.4.0 build\n> echo $npm_lifecycle_event > out.txt\n");
    expect(out).toContain("/w/node_modules/.bin:");
    expect(fs.readText("/w/out.txt")).toBe("build\n");
    const missing = await run(image, "npm run nope", { files: { "package.json": manifest() } });
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('npm error Missing script: "nope"');
  });

  it("fails as npm does", async () => {
    expect((await run(image, "npm install")).err).toContain("npm error enoent Could not read package.json");
    expect((await run(image, "npm install nosuch-pkg-zz")).err).toMatch(/npm error code E404[\s\S]*drydock: /);
    expect((await run(image, "npm install express@99")).err).toContain("npm error code ETARGET");
    expect((await run(image, "npm install", { files: { "package.json": "{ nope" } })).err).toContain("npm error code EJSONPARSE");
    expect((await run(image, "npm install", { files: { "package.json": manifest() }, network: "none" })).err).toContain(
      "npm error code ENOTFOUND",
    );
  });

  it("may not write where its user may not", async () => {
    const { code, err } = await run(image, "npm install", {
      files: { "package.json": manifest() },
      uid: 1000,
      env: { HOME: "/home/node" },
    });
    expect(code).toBe(243);
    expect(err).toContain("npm error Error: EACCES: permission denied, mkdir '/w/node_modules'");
  });

  it("installs globally, and the tools answer", async () => {
    const { out } = await run(
      image,
      "npm install -g pm2 && pm2 --version && yarn --version && corepack enable && pnpm --version && npm --version && node --version && node -e 'console.log(40+2)'",
    );
    expect(out).toContain("6.0.6\n1.22.22\n10.11.1\n10.9.2\nv22.16.0\n42\n");
  });

  it("yarn installs as well", async () => {
    const { code, fs, out } = await run(image, "yarn install", { files: { "package.json": manifest() } });
    expect(code).toBe(0);
    expect(out).toContain("yarn install v1.22.22");
    expect(fs.exists("/w/yarn.lock")).toBe(true);
    expect(fs.exists("/w/package-lock.json")).toBe(false);
  });
});

describe("node", () => {
  it("misses files, and says what it does not run", async () => {
    expect((await run(image, "node nope.js")).err).toContain("Error: Cannot find module '/w/nope.js'");
    expect((await run(image, "node app.js", { files: { "app.js": "require('child_process').execSync('ls')\n" } })).err).toContain(
      "drydock: ",
    );
  });
});

it.each([
  ["1.2.3", "^1.0.0", true],
  ["2.0.0", "^1.0.0", false],
  ["0.2.5", "^0.2.1", true],
  ["0.3.0", "^0.2.1", false],
  ["1.2.9", "~1.2.3", true],
  ["1.3.0", "~1.2.3", false],
  ["3.1.0", "3.x", true],
  ["1.5.0", ">=1.2 <2", true],
  ["2.1.0", "1.x || 2.x", true],
  ["1.4.0", "1.2 - 1.4", true],
  ["9.9.9", "*", true],
])("%s in %s: %s", (version, range, is) => {
  expect(inRange(parseVersion(version) as [number, number, number], range)).toBe(is);
});

it("holds at least eighty packages besides the small ones", () => {
  expect([...nodePackages().values()].filter(({ versions }) => versions.length > 1).length).toBeGreaterThanOrEqual(80);
});
