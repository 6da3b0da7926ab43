import render from "preact-render-to-string";
import { expect, test } from "vitest";
import { fromPaths } from "../../engine/filesystem/build.ts";
import { createLab } from "../../headless/lab.ts";
import { gatherView } from "../../views/gather.ts";
import type { StorageView } from "../../views/storage.ts";
import { layoutOf, roomSize } from "./layout.ts";
import { plotsOf } from "./plots.ts";
import { storage } from "./StoragePicture.tsx";
import { removedInWords, shortName, summaryOf, wordsOf } from "./words.ts";

async function views(...lines: readonly string[]): Promise<StorageView[]> {
  const lab = createLab(fromPaths({ "a.txt": "x" }));
  const seen: StorageView[] = [];
  for (const line of lines) {
    const { exitCode } = await lab.exec(line, { stdout: () => {}, stderr: () => {} });
    expect(exitCode, line).toBe(0);
    seen.push(await gatherView(lab.engine, "storage", null));
  }
  return seen;
}

const sleeper = "alpine:3.20 sleep infinity";

test("volumes, folders, memory and the own layer, each with who sees it and how", async () => {
  const [view] = (await views(`docker run -d --name db -v data:/data:ro -v "$PWD":/src --tmpfs /run -v /cache ${sleeper}`)) as [
    StorageView,
  ];
  const anonymous = view.volumes.find((volume) => volume.anonymous)?.name ?? "";
  expect(view.containers[0]?.mounts).toEqual([
    { type: "volume", source: anonymous, path: "/cache", readOnly: false },
    { type: "volume", source: "data", path: "/data", readOnly: true },
    { type: "tmpfs", source: "", path: "/run", readOnly: false },
    { type: "bind", source: "/home/dev/workspace", path: "/src", readOnly: false },
  ]);
  expect(wordsOf(view, undefined)[0]).toBe(
    `db, running: nothing in its own layer, at /cache volume ${shortName(anonymous)}, at /data volume data, read-only, at /run a tmpfs, kept in memory only and at /src the host’s /home/dev/workspace.`,
  );
  expect(render(<storage.Component view={view} ask={null} />)).toContain("/data ro");
});

test("what goes with a container and what stays", async () => {
  const lines = [
    `docker run -d --name db -v data:/data -v /cache ${sleeper}`,
    "docker exec db sh -c 'echo row > /data/row; echo x > /x'",
    "docker rm -f db",
  ];
  const [, before, view] = (await views(...lines)) as [StorageView, StorageView, StorageView];
  const anonymous = view.volumes.find((volume) => volume.anonymous)?.name ?? "";
  expect(removedInWords(view, before)).toEqual([
    `db was removed, and with it its own layer of 2 B. The volume ${shortName(anonymous)} and the volume data stayed.`,
  ]);
  expect(summaryOf(view)).toBe("no containers, 2 volumes, 2 of them nobody’s");
  const html = render(<storage.Component view={view} before={before} ask={null} />);
  expect(html).toContain("st-room leaving");
  expect(html).toContain("– nobody’s");
  const removedWithVolumes = await views(lines[0] as string, "docker rm -f -v db");
  expect(removedInWords(removedWithVolumes[1] as StorageView, removedWithVolumes[0])[0]).toMatch(
    /its own layer, which was empty and the volume [0-9a-f]{8}…\. The volume data stayed/,
  );
});

test("containers that share a volume stand on one plot, through others too", async () => {
  const lines = [
    `docker run -d --name aa -v one:/one ${sleeper}`,
    `docker run -d --name bb -v two:/two ${sleeper}`,
    `docker run -d --name cc ${sleeper}`,
    `docker run -d --name dd -v one:/one -v two:/two:ro ${sleeper}`,
  ];
  const view = (await views(...lines)).at(-1) as StorageView;
  const plots = plotsOf(view, 4);
  expect(plots.map(({ rooms }) => rooms.map(({ name }) => name))).toEqual([["aa", "bb", "dd"], ["cc"]]);
  expect(plotsOf(view, 2)[0]).toMatchObject({ others: ["dd"] });
});

test("nothing on a plot lies on anything else", async () => {
  const lines = [
    `docker run -d --name aa -v one:/one -v two:/two -v three:/three ${sleeper}`,
    `docker run -d --name bb -v three:/three --tmpfs /t ${sleeper}`,
  ];
  const [plot] = plotsOf((await views(...lines)).at(-1) as StorageView, 4);
  const { rooms, stores, width, ground } = layoutOf(plot as NonNullable<typeof plot>);
  const boxes = [...rooms.map((at) => ({ ...at, width: roomSize.width, height: roomSize.height })), ...stores];
  for (const [index, a] of boxes.entries()) {
    expect(a.x).toBeGreaterThanOrEqual(0);
    expect(a.x + a.width).toBeLessThanOrEqual(width);
    expect(a.y + a.height).toBeLessThanOrEqual(ground);
    for (const b of boxes.slice(index + 1)) {
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(apart).toBe(true);
    }
  }
});

test("fifty containers that keep nothing are one line", async () => {
  const view: StorageView = {
    volumes: [],
    containers: Array.from({ length: 50 }, (_, index) => ({
      ...{ name: `app${index}`, image: "app", status: "running" as const, writable: 0, removesItself: false, mounts: [] },
    })),
  };
  const html = render(<storage.Component view={view} ask={null} />);
  expect(html).toContain("50 containers with nothing of their own");
  expect(html).not.toContain("st-room");
});
