/** Astral's image of uv: two static binaries on nothing, made to be copied from. */
import { binary } from "../../../src/engine/programs/packages/binaries.ts";
import { type Recipe, row, standardPath } from "../recipe.ts";

const version = "0.7.11";

export const family: readonly Recipe[] = [
  {
    tags: [`ghcr.io/astral-sh/uv:${version}`, "ghcr.io/astral-sh/uv:0.7", "ghcr.io/astral-sh/uv:latest"],
    created: Date.parse("2025-06-04T18:20:00Z"),
    steps: [
      row("COPY /uv /uvx / # buildkit", {
        fill: (tree) => {
          tree.writeFile("/uv", binary("uv", "static", 43_900_000, { version }), { mode: 0o755 });
          tree.writeFile("/uvx", binary("installed-tool", "static", 330_000, { name: "uvx", package: "uv", version }), { mode: 0o755 });
        },
      }),
      row("WORKDIR /io"),
      row('ENTRYPOINT ["/uv"]'),
    ],
    config: { Env: [standardPath], Entrypoint: ["/uv"], WorkingDir: "/io" },
  },
];
