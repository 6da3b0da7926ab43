import { describe, expect, it } from "vitest";
import { completeCompose, hoverCompose } from "./complete.ts";

/** Labels offered where `|` stands. */
async function offered(text: string): Promise<string[]> {
  const lines = text.split("\n");
  const line = lines.findIndex((one) => one.includes("|"));
  const column = (lines[line] as string).indexOf("|");
  const sources = { imageNames: () => ["nginx:alpine"], workspaceFiles: () => ["api.env", "README.md"] };
  const { items } = await completeCompose(text.replace("|", ""), line, column, sources);
  return items.map(({ insert }) => insert);
}

describe("completion in a Compose file", () => {
  it("offers the keys of each place, without those that are there", async () => {
    expect(await offered("|")).toEqual(expect.arrayContaining(["services:\n  ", "volumes:\n  ", "name: "]));
    expect(await offered("services:\n  web:\n    |")).toEqual(expect.arrayContaining(["image: ", "ports:\n  - ", "build: "]));
    expect(await offered("services:\n  web:\n    image: x\n    i|\n    ports: []\n")).not.toContain("image: ");
    expect(await offered("services:\n  web:\n    healthcheck:\n      |\n")).toContain("interval: ");
    expect(await offered("services:\n  web:\n    volumes:\n      - t|\n")).toContain("target: ");
    expect(await offered("services:\n  web:\n    volumes:\n    - type: bind\n      |\n")).toContain("source: ");
  });

  it("offers values where only some fit", async () => {
    expect(await offered("services:\n  web:\n    restart: |")).toEqual(['"no"', "always", "on-failure", "unless-stopped"]);
    expect(await offered("services:\n  web:\n    depends_on:\n      db:\n        condition: |")).toContain("service_healthy");
    expect(await offered("services:\n  web:\n    tty: |")).toEqual(["true", "false"]);
    expect(await offered("services:\n  web:\n    image: |")).toEqual(["nginx:alpine"]);
    expect(await offered("services:\n  web:\n    env_file: |")).toEqual(["api.env"]);
  });

  it("offers the names of the file", async () => {
    const file = (line: string): string => `services:\n  web:\n    ${line}\n  db:\n    image: x\nvolumes:\n  rows:\nnetworks:\n  front:\n`;
    expect(await offered(file("depends_on:\n      - |"))).toEqual(["db"]);
    expect(await offered(file("depends_on: [|]"))).toEqual(["db"]);
    expect(await offered(file("depends_on:\n      |"))).toEqual(["db:"]);
    expect(await offered(file("networks: [|]"))).toEqual(["front"]);
    expect(await offered(file("volumes:\n      - |"))).toContain("rows:");
  });

  it("is quiet in comments", async () => {
    expect(await offered("services: # |")).toEqual([]);
  });
});

describe("help in a Compose file", () => {
  it("explains the key under the pointer", () => {
    const text = "services:\n  web:\n    depends_on:\n      db:\n        condition: service_healthy\n";
    expect(hoverCompose(text, 4, 10)).toMatchObject({ start: 8, end: 17, text: expect.stringContaining("health check succeeds") });
    expect(hoverCompose(text, 1, 3)?.text).toContain("A service");
    expect(hoverCompose(text, 4, 25)).toBeUndefined();
  });
});
