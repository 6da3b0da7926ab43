import type { Locator, Page } from "@playwright/test";
import { Lab } from "../support/lab.ts";
import { pictureState } from "./picture-states.ts";

pictureState("layers", "foretold", async (page) => {
  await page.goto("/learn/cache/order-matters/");
  const lab = new Lab(page);
  await lab.show("Layers");
  await lab.step(/COPY \. \./).waitFor({ timeout: 20_000 });
  return lab.layers;
});

/** The first scenario of a lesson, once it can be used, after `steps` of its commands. */
async function scenario(page: Page, lesson: string, steps: number): Promise<Locator> {
  await page.goto(lesson);
  const first = page.locator(".scenario").first();
  await first.scrollIntoViewIfNeeded();
  await page.locator("astro-island:not([ssr]) .scenario").first().waitFor();
  await first.getByRole("list", { name: "Commands of this scenario" }).getByRole("button").nth(steps).click();
  return first.locator(".scenario-picture");
}

pictureState("layers", "graph", (page) => scenario(page, "/learn/multi-stage/build-here-run-there/", 1));
pictureState("layers", "graph of another target", (page) => scenario(page, "/learn/multi-stage/build-here-run-there/", 3));
pictureState("layers", "sizes", (page) => scenario(page, "/learn/dockerfile/context/", 1));

/** Two builds of a small Dockerfile in the playground, and the side of the panel that is called `side`. */
async function twoBuilds(page: Page, side: string): Promise<Lab> {
  await page.goto("/playground/");
  const lab = new Lab(page);
  await lab.show("Terminal");
  await lab.terminalInput.waitFor({ state: "attached", timeout: 20_000 });
  await lab.prompt(20_000);
  await lab.run("rm -rf ./* .dockerignore && echo one > a.txt && echo two > b.txt");
  await lab.run(`printf 'FROM alpine\\nCOPY a.txt /\\nRUN wc /a.txt\\nCOPY b.txt /\\n' > Dockerfile`);
  await lab.run("docker build -q -t app .");
  await lab.run("echo more >> b.txt; sed -i 's/wc/cat/' Dockerfile; docker build -q -t app .");
  await lab.show("Layers");
  await page.getByRole("group", { name: "What is shown of the build" }).getByRole("button", { name: side, exact: true }).click();
  return lab;
}

const varies = ".picture-summary, .time-line-label";

pictureState(
  "layers",
  "two builds",
  async (page) => {
    await twoBuilds(page, "Compare");
    await page.locator(".build-compare").waitFor();
    return page.locator(".lab-layers");
  },
  { varies },
);

pictureState(
  "layers",
  "predicted",
  async (page) => {
    const lab = await twoBuilds(page, "Predict");
    await lab.show("Terminal");
    await lab.run("echo less > b.txt");
    await lab.show("Layers");
    const group = (text: string) => page.getByRole("group", { name: new RegExp(`${text}.*will it stay`) });
    await group("FROM alpine").getByRole("radio", { name: "stays" }).check();
    await group("COPY a.txt").getByRole("radio", { name: "stays" }).check();
    await group("COPY b.txt").getByRole("radio", { name: "re-runs" }).check();
    return page.locator(".lab-layers");
  },
  { varies },
);
