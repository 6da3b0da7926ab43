import { describe, expect, it } from "vitest";
import { run } from "../bench-shell.ts";
import { pythonPackages } from "./catalogue.ts";
import { parseRequirement } from "./requirement.ts";
import { compareVersions, parseSpecifiers, satisfies } from "./version.ts";

const slim = "python:3.12-slim";

describe("pip install", () => {
  it("installs a requirements file with what it needs", async () => {
    const { code, out, err, fs } = await run(slim, "pip install --no-cache-dir -r requirements.txt && pip freeze && uvicorn --version", {
      files: { "requirements.txt": "# the app\nfastapi==0.115.0\nuvicorn==0.30.6 \\\n  --hash=sha256:abc\n" },
    });
    expect(code).toBe(0);
    expect(out).toContain("Collecting fastapi==0.115.0 (from -r requirements.txt (line 2))");
    expect(out).toMatch(/Successfully installed .*fastapi-0\.115\.0.*uvicorn-0\.30\.6/);
    expect(out).toMatch(/^pydantic-core==2\.33\.2$/m);
    expect(out).toContain("Running uvicorn 0.30.6 with CPython 3.12.11 on Linux");
    expect(err).toContain("WARNING: Running pip as the 'root' user");
    expect(err).toContain("[notice] A new release of pip is available: 25.0.1 -> 25.1.1");
    expect(fs.exists("/usr/local/lib/python3.12/site-packages/fastapi/__init__.py")).toBe(true);
    expect(fs.readText("/usr/local/bin/uvicorn")).toMatch(/^#!\/usr\/local\/bin\/python3\.12\n/);
    expect(fs.exists("/root/.cache")).toBe(false);
  });

  it("keeps downloads in a cache that makes the layer bigger, and uses it", async () => {
    const with_ = await run(slim, "pip install pandas");
    const without = await run(slim, "pip install --no-cache-dir pandas");
    expect(with_.grew - without.grew).toBeGreaterThan(25_000_000);
    const again = await run(slim, "pip uninstall -y pandas && pip install pandas", { root: with_.root });
    expect(again.out).toContain("Using cached pandas-2.3.0");
    const off = await run(slim, "pip install pandas", { env: { PIP_NO_CACHE_DIR: "1" } });
    expect(off.grew).toBe(without.grew);
  });

  it("takes extras, ranges and constraints", async () => {
    const { out } = await run(slim, "pip install -q 'uvicorn[standard]>=0.29,<0.31' 'flask~=2.2.0' -c c.txt && pip list --format=freeze", {
      files: { "c.txt": "click==8.1.8\n" },
    });
    expect(out).toMatch(/^uvicorn==0\.30\.6$/m);
    expect(out).toMatch(/^uvloop==/m);
    expect(out).toMatch(/^Flask==2\.2\.5$/im);
    expect(out).toMatch(/^click==8\.1\.8$/m);
  });

  it("says what is satisfied already, upgrades, uninstalls", async () => {
    const { out, err, code } = await run(
      slim,
      "pip install -q requests==2.31.0; pip install requests; pip install -U requests; pip uninstall -y requests; python -c 'import requests'",
    );
    expect(out).toContain("Requirement already satisfied: requests in /usr/local/lib/python3.12/site-packages (2.31.0)");
    expect(out).toContain("    Found existing installation: requests 2.31.0");
    expect(out).toContain("Successfully uninstalled requests-2.32.3");
    expect(err).toContain("ModuleNotFoundError: No module named 'requests'");
    expect(code).toBe(1);
  });

  it("fails for unknown projects and versions as pip does, and says what the lab has", async () => {
    const unknown = await run(slim, "pip install nosuchproject");
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain(
      "ERROR: Could not find a version that satisfies the requirement nosuchproject (from versions: none)\nERROR: No matching distribution found for nosuchproject\n",
    );
    expect(unknown.err).toContain("drydock: ");
    const version = await run(slim, "pip install flask==99");
    expect(version.err).toMatch(/requirement flask==99 \(from versions: 0\.12\.5, .*3\.1\.1\)/);
    const file = await run(slim, "pip install -r nope.txt");
    expect(file.err).toBe("ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'nope.txt'\n");
    const bad = await run(slim, "pip install 'flask=3'");
    expect(bad.err).toContain("ERROR: Invalid requirement: 'flask=3'");
  });

  it("retries without a network, then finds nothing", async () => {
    const { code, err } = await run(slim, "pip install flask", { network: "none" });
    expect(code).toBe(1);
    expect(err.match(/WARNING: Retrying/g)).toHaveLength(5);
    expect(err).toContain("Temporary failure in name resolution");
    expect(err).toContain("ERROR: No matching distribution found for flask");
  });

  it("builds from source only with its tools", async () => {
    expect((await run(slim, "pip install psycopg2")).err).toContain("Error: pg_config executable not found.");
    expect((await run(slim, "pip install uwsgi")).err).toContain("you need a C compiler");
    expect((await run("python:3.12-alpine", "pip install psutil")).err).toContain("error: command 'gcc' failed: No such file or directory");
    expect((await run(slim, "pip install psutil psycopg2-binary")).code).toBe(0);
    expect((await run("python:3.12", "pip install psycopg2 mysqlclient uwsgi")).code).toBe(0);
    const prepared = await run(
      slim,
      "apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev && pip install psycopg2",
    );
    expect(prepared.out).toContain("Successfully built psycopg2");
    expect(
      (await run(slim, "apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev && pip install psycopg2")).err,
    ).toContain("limits.h: No such file or directory");
  });

  it("has musl wheels where there are, and no torch", async () => {
    const { out, fs } = await run("python:3.12-alpine", "pip install numpy");
    expect(out).toContain("musllinux_1_2_x86_64.whl");
    expect(fs.readdir("/usr/local/lib/python3.12/site-packages/numpy").join()).toContain("linux-musl.so");
    expect((await run("python:3.12-alpine", "pip install torch")).err).toContain("(from versions: none)");
  });

  it("installs elsewhere: target, prefix, user, virtual environments", async () => {
    const target = await run(slim, "pip install -t /deps flask");
    expect(target.fs.exists("/deps/flask/__init__.py")).toBe(true);
    const prefix = await run(slim, "pip install --prefix=/install flask");
    expect(prefix.fs.exists("/install/bin/flask")).toBe(true);
    expect(prefix.fs.exists("/install/lib/python3.12/site-packages/flask/__init__.py")).toBe(true);
    const user = await run(slim, "pip install --user flask && pip list");
    expect(user.fs.exists("/root/.local/bin/flask")).toBe(true);
    expect(user.out).toContain("flask");
    const venv = await run(slim, "python -m venv /opt/venv && /opt/venv/bin/pip install flask && /opt/venv/bin/flask --version");
    expect(venv.out).toContain("Flask 3.1.1");
    expect(venv.err).not.toContain("root");
    expect(venv.fs.readText("/opt/venv/bin/flask")).toMatch(/^#!\/opt\/venv\/bin\/python\n/);
    const moved = await run(slim, "mv /opt/venv /venv; /venv/bin/flask --version", { root: venv.root });
    expect(moved.code).toBe(127);
  });

  it("falls back to the user's own folder without rights", async () => {
    const { out, fs } = await run(slim, "pip install flask", { uid: 1000, env: { HOME: "/tmp/me" } });
    expect(out).toContain("Defaulting to user installation because normal site-packages is not writeable");
    expect(fs.exists("/tmp/me/.local/bin/flask")).toBe(true);
  });

  it("installs a project of one's own", async () => {
    const files = {
      "pyproject.toml":
        '[project]\nname = "shop"\nversion = "1.2"\ndependencies = [\n  "flask>=3",\n]\n[project.scripts]\nshop = "shop.cli:main"\n',
      "shop/__init__.py": "",
      "shop/cli.py": "def main(): pass\n",
    };
    const { out, fs } = await run(slim, "pip install . && pip freeze", { files });
    expect(out).toMatch(/Successfully installed .*shop-1\.2/);
    expect(fs.exists("/usr/local/bin/shop")).toBe(true);
    expect(fs.exists("/usr/local/lib/python3.12/site-packages/shop/cli.py")).toBe(true);
    expect(
      (await run(slim, "pip install -e .", { files })).fs.exists("/usr/local/lib/python3.12/site-packages/__editable__.shop-1.2.pth"),
    ).toBe(true);
    expect((await run(slim, "pip install .")).err).toContain("is not installable. Neither 'setup.py' nor 'pyproject.toml' found.");
  });

  it("refuses to touch the system's Python of Debian and Alpine", async () => {
    const { err, code } = await run("alpine:3.22", "apk add --no-cache python3 py3-pip && pip install flask");
    expect(code).toBe(1);
    expect(err).toContain("error: externally-managed-environment");
    expect((await run("alpine:3.22", "apk add --no-cache python3 py3-pip && pip install --break-system-packages flask")).code).toBe(0);
  });
});

describe("python", () => {
  it("says its version, runs prints, misses modules", async () => {
    expect((await run(slim, "python --version; python3 -c 'print(\"hi\", 2)'")).out).toBe("Python 3.12.11\nhi 2\n");
    expect((await run(slim, "python -m nosuch")).err).toContain("No module named nosuch");
    expect((await run(slim, "python nope.py")).err).toContain("can't open file '/w/nope.py': [Errno 2]");
    const real = await run(slim, "python app.py", { files: { "app.py": "for i in range(3):\n    print(i)\n" } });
    expect(real.out).toBe("0\n1\n2\n");
  });

  it("compiles modules and finds mistakes", async () => {
    const { fs, code } = await run(slim, "python -m compileall -q .", { files: { "app.py": "print(1)\n", "lib/a.py": "x = (1,\n 2)\n" } });
    expect(code).toBe(0);
    expect(fs.exists("/w/lib/__pycache__/a.cpython-312.pyc")).toBe(true);
    const bad = await run(slim, "python -m compileall -q .", { files: { "app.py": "print((1)\n" } });
    expect(bad.code).toBe(1);
    expect(bad.err).toContain("SyntaxError: '(' was never closed");
  });
});

describe("versions", () => {
  it.each([
    ["1.10", "1.9", 1],
    ["1.0", "1", 0],
    ["2.0rc1", "2.0", -1],
    ["1.0.post1", "1.0", 1],
  ])("%s against %s", (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign);
  });
  it.each([
    ["2.2.5", "~=2.2.0", true],
    ["2.3.0", "~=2.2.0", false],
    ["3.1.1", "==3.*", true],
    ["3.0.0", "==3", true],
    ["1.5", "!=1.5", false],
  ])("%s is in %s: %s", (version, range, is) => {
    expect(satisfies(version, parseSpecifiers(range) ?? [])).toBe(is);
  });
});

it("holds a catalogue whose every requirement is in it", () => {
  const packages = pythonPackages();
  expect(packages.size).toBeGreaterThanOrEqual(120);
  for (const item of packages.values()) {
    for (const text of [...item.requires, ...Object.values(item.extras).flat()]) {
      const name =
        parseRequirement(text, "")
          ?.name.toLowerCase()
          .replace(/[-_.]+/g, "-") ?? "";
      expect(packages.has(name), `${item.name} needs ${text}`).toBe(true);
    }
  }
});
