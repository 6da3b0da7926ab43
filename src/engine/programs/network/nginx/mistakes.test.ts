/** Configurations with a mistake in them: what the lab's nginx says is what a real one said. */
import { expect, it } from "vitest";
import { directory, file } from "../../../filesystem/build.ts";
import { WorkingTree } from "../../../filesystem/working-tree.ts";
import { understand } from "./config.ts";
import recorded from "./fixtures/mistakes.json" with { type: "json" };
import { ConfigError, parseConfig } from "./parse.ts";

/** The first complaint; `null` for a configuration that nginx takes. */
function complaint(text: string): string | null {
  const tree = new WorkingTree(directory({ etc: directory({ nginx: directory({ "nginx.conf": file(text) }) }) }));
  try {
    understand(parseConfig(tree, "/etc/nginx/nginx.conf", "/etc/nginx"), (host) => /^[\d.]+$|^localhost$/.test(host));
    return null;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message;
  }
}

it.each(recorded.mistakes.map(({ text, says }) => [text, says] as const))("%s", (text, says) => {
  expect(complaint(text)).toBe(says);
});
