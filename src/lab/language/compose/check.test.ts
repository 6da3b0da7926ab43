import { describe, expect, it } from "vitest";
import { isComposeFile } from "../../state/names.ts";
import { checkCompose } from "./check.ts";

const path = "/home/dev/workspace/compose.yaml";

/** Each mark as its severity, the text it lies under, and what it says without the file's name. */
function marks(text: string, others: Readonly<Record<string, string>> = {}): string[] {
  const files = { read: (name: string) => others[name.replace("/home/dev/workspace/", "")], isDirectory: () => false };
  return checkCompose(text, path, files).map(
    ({ severity, message, start, end }) => `${severity} ${text.slice(start, end)} | ${message.replaceAll("/home/dev/workspace/", "")}`,
  );
}

const web = (line: string): string => `services:\n  web:\n    image: nginx\n    ${line}\n`;

describe("marks in a Compose file", () => {
  it.each([
    ["port: ['80:80']", "error port | validating compose.yaml: services.web additional properties 'port' not allowed"],
    ["ports: '80:80'", "error ports | validating compose.yaml: services.web.ports must be a array"],
    ["ports: ['99999:80']", "error ports | Invalid hostPort: 99999"],
    ["depends_on: [db]", 'error db | service "web" depends on undefined service "db": invalid compose project'],
    ["volumes: ['data:/data']", "error 'data:/data' | service \"web\" refers to undefined volume data: invalid compose project"],
    [
      "mem_limit: 5zz",
      "error mem_limit | decoding failed due to the following error(s):\n\n'services[web].mem_limit' invalid suffix: 'zz'",
    ],
    ["env_file: no.env", "error env_file | env file no.env not found: stat no.env: no such file or directory"],
    ["extends: base", 'error extends | cannot extend service "web" in compose.yaml: service "base" not found'],
    [
      "privileged: maybe",
      "error privileged | error while interpolating services.web.privileged: failed to cast to expected type: invalid boolean: maybe",
    ],
    [
      "hostname: ${H:?say}",
      "error hostname | error while interpolating services.web.hostname: required variable H is missing a value: say",
    ],
    ["hostname: ${H}", 'warning ${H | The "H" variable is not set. Defaulting to a blank string.'],
  ])("%s", (line, mark) => expect(marks(web(line))).toEqual([mark]));

  it("finds every key that does not fit", () => {
    expect(
      marks("services:\n  a:\n    image: x\n    prots: []\n    comand: ls\n  b:\n    image: 5\nbolumes: {}\n").map(
        (mark) => mark.split(" | ")[0],
      ),
    ).toEqual(expect.arrayContaining(["error prots", "error comand", "error image", "error bolumes"]));
  });

  it("shows where the text stops being YAML", () => {
    expect(marks("services:\n  web:\n    image: nginx\n   ports: []\n")[0]).toMatch(/^error /);
    expect(marks("services:\n\tweb: {}\n")[0]).toContain("found character that cannot start any token");
    expect(marks("services:\n  web:\n    image: a\n    image: b\n")).toEqual([
      'error image: b | failed to parse compose.yaml: line 4: mapping key "image" already defined at line 3',
    ]);
  });

  it("knows the variables of .env and the files beside it", () => {
    expect(marks(web("hostname: ${H}"), { ".env": "H=h\n" })).toEqual([]);
    expect(marks(web("env_file: e"), { e: "A=1\n" })).toEqual([]);
    expect(marks("services:\n  web:\n    restart: always\n", { "compose.override.yaml": "services:\n  web:\n    image: x\n" })).toEqual([]);
  });

  it("says nothing of a good file, nor of none", () => {
    expect(marks(web("ports: ['80:80']"))).toEqual([]);
    expect(marks("  \n")).toEqual([]);
  });
});

it.each([
  ["compose.yaml", true],
  ["shop/docker-compose.prod.yml", true],
  ["compose.override.yaml", true],
  ["prometheus.yml", false],
])("%s", (name, is) => expect(isComposeFile(name)).toBe(is));
