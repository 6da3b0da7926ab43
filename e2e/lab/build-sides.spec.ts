import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { tabTo } from "../support/keyboard.ts";
import { Lab } from "../support/lab.ts";

const stages = `FROM alpine AS left
RUN sleep 1 && echo left > /left
FROM alpine AS right
RUN sleep 3 && echo right > /right
FROM alpine AS unused
RUN false
FROM alpine
RUN head -c 3000000 /dev/zero > /scratch.bin
RUN rm /scratch.bin
COPY --from=left /left /
COPY --from=right /right /
`;

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(".lab-panel").analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

const side = (page: Page, name: string) =>
  page.getByRole("group", { name: "What is shown of the build" }).getByRole("button", { name, exact: true });

test("a build from every side: what ran side by side, what is wasted, what changed, and every build of the session", async ({ page }) => {
  const lab = await new Lab(page).open("/playground/");
  await lab.write("Dockerfile", stages);
  await lab.run("docker build -q -t app .");
  await lab.run("sed -i 's/echo left/echo other/' Dockerfile && docker build -q -t app .");

  await test.step("the graph, walked by keyboard", async () => {
    await side(page, "Graph").press("Enter");
    const graph = page.getByRole("region", { name: "The build as a graph", exact: true });
    await expect(graph.getByRole("status")).toContainText("3 stages, 1 skipped");
    const line = page.getByRole("slider", { name: "Build that is shown" });
    await line.focus();
    await page.keyboard.press("Home");
    await expect(line).toHaveAttribute("aria-valuetext", /^Build 1 of 2/);
    await expect(graph.getByRole("status")).toContainText("ran side by side");
    await tabTo(page, graph.getByRole("button", { name: /^Step 1 of 2 in left, FROM alpine/ }));
    await page.keyboard.press("ArrowRight");
    await expect(graph.getByRole("button", { name: /^Step 2 of 2 in left, RUN sleep 1/ })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(graph.getByRole("button", { name: /^Step 2 of 2 in right, RUN sleep 3/ })).toBeFocused();
    await graph.getByText("In words").click();
    await expect(graph.getByRole("listitem").filter({ hasText: "left and right ran side by side" })).toBeVisible();
    await expect(graph.getByRole("listitem").filter({ hasText: "Stage unused is skipped with its 2 steps" })).toBeVisible();
    await expect(graph.getByRole("listitem").filter({ hasText: "COPY --from=right /right / brings files from stage right" })).toBeVisible();
    expect(await faults(page)).toEqual([]);
  });

  await test.step("what layers weigh", async () => {
    await side(page, "Sizes").click();
    const sizes = page.getByRole("region", { name: "What the layers weigh", exact: true });
    await expect(sizes.getByRole("status")).toContainText("3 MB of it wasted");
    await expect(sizes.getByRole("listitem").filter({ hasText: "RUN head -c" }).first()).toContainText(
      "RUN rm /scratch.bin, hides 3 MB (/scratch.bin)",
    );
    expect(await faults(page)).toEqual([]);
  });

  await test.step("against the build before", async () => {
    await page.getByRole("slider", { name: "Build that is shown" }).press("ArrowRight");
    await side(page, "Compare").click();
    const compare = page.getByRole("region", { name: "Two builds side by side", exact: true });
    await expect(compare.getByRole("status")).toContainText("Build 2 against build 1: instructions: 1 changed");
    const changed = compare.getByRole("listitem").filter({ has: page.locator("ins", { hasText: "other" }) });
    await expect(changed).toContainText("left");
    await expect(changed.locator(".verdict").last()).toContainText("re-ran");
    expect(await faults(page)).toEqual([]);
  });
});

test("a prediction is answered step by step, scored, and kept", async ({ page }) => {
  const lab = await new Lab(page).open("/learn/cache/order-matters/");
  await lab.write("Dockerfile", "FROM alpine\nWORKDIR /app\nCOPY app.py .\nRUN sleep 2 && echo built > made.txt\n");
  await lab.run("docker build -q -t one .");
  await lab.run("echo '# more' >> app.py");

  await page.getByRole("button", { name: /Predict the build/ }).click();
  const panel = page.getByRole("region", { name: "Predict the next build" });
  const question = (text: string) => panel.getByRole("group", { name: new RegExp(`${text}.*will it stay`) });
  const build = panel.getByRole("button", { name: "Build and see" });
  await expect(build).toBeDisabled();
  expect(await faults(page)).toEqual([]);

  await test.step("marked by keyboard: nothing gives the answer away", async () => {
    await expect(page.locator("#lab")).not.toContainText("will re-run");
    await question("FROM alpine").getByRole("radio", { name: "stays" }).focus();
    await page.keyboard.press("Space");
    await expect(panel.getByRole("status")).toContainText("1 of 4 steps marked");
    for (const text of ["WORKDIR /app", "COPY app.py", "RUN sleep"]) {
      await question(text).getByRole("radio", { name: "stays" }).focus();
      await page.keyboard.press("Space");
    }
    await page.keyboard.press("ArrowRight");
    await expect(question("RUN sleep").getByRole("radio", { name: "re-runs" })).toBeChecked();
    await expect(panel.getByRole("status")).toContainText("All steps are marked");
  });

  await test.step("the build answers, with reasons", async () => {
    await build.press("Enter");
    await lab.prompt();
    await expect(panel.getByRole("status")).toContainText("3 of 4 right", { timeout: 20_000 });
    const answer = (text: string) => panel.getByRole("listitem").filter({ has: page.locator(`.predict-instruction[title^="${text}"]`) });
    const copy = answer("COPY app.py");
    await expect(copy).toContainText("You said it stays. It ran.");
    await expect(copy).toContainText("because app.py changed");
    await expect(answer("WORKDIR")).toContainText("It stayed, as you said.");
    expect(await faults(page)).toEqual([]);
  });

  await test.step("the score is kept", async () => {
    await lab.kept();
    await page.reload();
    await lab.terminal.waitFor();
    await side(page, "Predict").click();
    await panel.getByRole("button", { name: "Predict the next build" }).or(panel.getByText("So far")).first().waitFor();
    await expect(panel.getByRole("status")).toContainText("So far 3 of 4 in one build");
  });
});
