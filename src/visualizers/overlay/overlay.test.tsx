import render from "preact-render-to-string";
import { expect, test } from "vitest";
import { fromPaths } from "../../engine/filesystem/build.ts";
import { createLab } from "../../headless/lab.ts";
import { gatherView } from "../../views/gather.ts";
import type { NameRow, OverlayAsk, OverlayView } from "../../views/overlay.ts";
import { columnsOf } from "./columns.ts";
import { overlay } from "./OverlayPicture.tsx";
import { summaryOf, wordsOf } from "./words.ts";

const closed: OverlayAsk = { toggled: [], whole: [] };

async function views(ask: OverlayAsk, ...script: readonly string[]): Promise<OverlayView[]> {
  const lab = createLab(fromPaths({ Dockerfile: "FROM alpine:3.20\nRUN echo one > /one\nRUN echo two > /one && rm /etc/motd\n" }));
  const quiet = { stdout: () => {}, stderr: () => {} };
  await lab.exec("docker build -t pile .", quiet);
  await lab.exec("docker run -d --name box -v data:/mnt pile sleep infinity", quiet);
  const seen = [await gatherView(lab.engine, "overlay", ask)];
  for (const line of script) {
    await lab.exec(`docker exec box sh -c '${line}'`, quiet);
    seen.push(await gatherView(lab.engine, "overlay", ask));
  }
  return seen;
}

const namesOf = ({ shown }: OverlayView): readonly NameRow[] => (shown?.rows ?? []).filter((row): row is NameRow => row.row === "name");

/** `etc/issue: hidden | whiteout | gone` */
function told(view: OverlayView): string[] {
  return namesOf(view).map((row) => {
    const { lower, upper, merged } = columnsOf(row);
    return `${row.path}: ${lower?.word ?? "–"} | ${upper?.word ?? "–"} | ${merged.word}`;
  });
}

test("nothing differs at first, and everything is folded with a count", async () => {
  const [view] = (await views(closed)) as [OverlayView];
  expect(told(view)).toEqual([]);
  expect(view.shown?.rows).toMatchObject([{ row: "fold", path: "" }]);
  expect(summaryOf(view)).toBe("box: nothing of its own yet, over 3 layers of pile");
});

test("new, copied up, hidden, opaque: a word in each column", async () => {
  const script = "echo x >> /one; rm /etc/issue; rm -r /etc/apk; mkdir /etc/apk; echo w > /etc/apk/world; echo n > /new";
  const view = (await views({ ...closed, toggled: [] }, script)).at(-1) as OverlayView;
  expect(told(view).filter((line) => !line.includes("etc/apk/"))).toEqual([
    "etc: there | on the way | both",
    "etc/apk: hidden | opaque | own",
    "etc/issue: hidden | whiteout | gone",
    "new: – | new | own",
    "one: hidden | copied up | own",
  ]);
  expect(told(view)).toContain("etc/apk/world: hidden | new | own");
  expect(wordsOf(view)).toContain("A whiteout hides /etc/issue; the image still has it.");
  expect(summaryOf(view)).toBe("box: 2 new, 1 copied up and 1 hidden, 10 B of its own, over 3 layers of pile");
});

test("a path that is picked names the layer and the instruction it comes from, and who touched it before", async () => {
  const [view] = (await views({ ...closed, path: "one" })) as [OverlayView];
  expect(view.shown?.picked).toMatchObject({
    seen: "lower",
    story: [
      { layer: 2, did: "modified" },
      { layer: 1, did: "added" },
    ],
  });
  expect(wordsOf(view).at(-1)).toBe("/one comes from layer 3 of 3 (RUN echo two > /one && rm /etc/motd). box only reads it.");
  const gone = (await views({ ...closed, path: "one" }, "rm /one")).at(-1) as OverlayView;
  expect(wordsOf(gone).at(-1)).toContain("a whiteout in box’s own layer hides it. layer 3 of 3");
  const html = render(<overlay.Component view={view} ask={{ ...closed, path: "one" }} onAsk={() => {}} />);
  expect(html).toContain("changed by <code>RUN echo two > /one &amp;&amp; rm /etc/motd</code>");
  expect(html).toContain("added by <code>RUN echo one > /one</code>");
});

test("what is under a mount says so", async () => {
  const view = (await views({ ...closed, path: "mnt" })).at(-1) as OverlayView;
  expect(wordsOf(view).at(-1)).toBe("/mnt is under a mount, the volume data: what the layers have there is not seen.");
});

test("a copy-up that has just happened moves, one that was there before does not", async () => {
  const [first, second, third] = (await views(closed, "echo x >> /one", "echo y > /two")) as [OverlayView, OverlayView, OverlayView];
  expect(render(<overlay.Component view={second} before={first} ask={closed} />)).toContain('class="upper just copied"');
  const later = render(<overlay.Component view={third} before={second} ask={closed} />);
  expect(later).not.toContain("just copied");
  expect(later).toContain('class="upper just new"');
});

test("ten thousand files are rows by the dozen", async () => {
  const make = "i=0; mkdir /many; while [ $i -lt 500 ]; do echo x > /many/$i; i=$((i+1)); done";
  const view = (await views(closed, make)).at(-1) as OverlayView;
  expect(namesOf(view).length).toBeLessThan(80);
  expect(view.shown?.rows).toContainEqual({ row: "fold", path: "many", depth: 1, count: 440 });
});

test("the newest container that has written something is shown, unless another is asked for", async () => {
  const lab = createLab(fromPaths({}));
  const quiet = { stdout: () => {}, stderr: () => {} };
  const shown = async (container?: string) =>
    (await gatherView(lab.engine, "overlay", { ...closed, ...(container && { container }) })).shown?.name;
  for (const name of ["one", "two", "three"]) await lab.exec(`docker run -d --name ${name} alpine:3.20 sleep infinity`, quiet);
  expect(await shown()).toBe("three");
  await lab.exec("docker exec one touch /note", quiet);
  expect(await shown()).toBe("one");
  await lab.exec("docker exec two rm /etc/motd", quiet);
  expect([await shown(), await shown("three")]).toEqual(["two", "three"]);
});

test("where nothing has been written, the picture says how to, if there is a terminal for it", async () => {
  const [view] = (await views(closed)) as [OverlayView];
  const { Component } = overlay;
  const beside = render(<Component view={view} ask={closed} onAsk={() => {}} run={() => {}} />);
  expect(beside).toContain("box has written nothing yet");
  expect(render(<Component view={view} ask={closed} />)).not.toContain("docker exec");
});
