import { expect, test } from "@playwright/test";
import { forbidMouse, tabTo } from "../support/keyboard.ts";
import { Lab, lessonFile } from "../support/lab.ts";

const lesson = "05-cache/02-order-matters";
const url = "/learn/cache/order-matters/";

/** Three usual wrong ways, each with what the check must say. */
const wrongWays = [
  { way: "copies-everything-first", title: /keeps the install cached/ },
  { way: "forgets-the-list", title: /runs the install again/ },
  { way: "installs-before-the-list-is-there", title: /The image builds, with its packages/ },
].map(({ way, title }) => ({
  title,
  dockerfile: lessonFile(lesson, `wrong/${way}/Dockerfile`),
  words: JSON.parse(lessonFile(lesson, `wrong/${way}/expect.json`)).words as string[],
}));

test("the first lesson with the keyboard only: build, foresee, reload, three wrong ways, right, remembered", async ({ page }) => {
  test.setTimeout(120_000);
  const pointers = await forbidMouse(page);
  const lab = await new Lab(page).open(url);

  await test.step("reach the terminal and build", async () => {
    await tabTo(page, lab.terminalInput);
    await page.keyboard.type("docker build -t shop .");
    await page.keyboard.press("Enter");
    await lab.sees(/naming to docker\.io\/library\/shop/, 30_000);
    await lab.prompt();
    await expect(lab.step(/^Step 4 of \d, RUN pip install/)).toBeVisible();
  });

  await test.step("edit app.py and see the break foretold", async () => {
    await page.keyboard.press("Escape");
    await tabTo(page, lab.tab("Dockerfile"), { back: true });
    await page.keyboard.press("ArrowRight");
    while ((await lab.tab("app.py").getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowRight");
    await expect(lab.tab("app.py")).toBeFocused();
    await tabTo(page, lab.editor("app.py"));
    await page.keyboard.press("Control+Home");
    for (let line = 0; line < 4; line++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    await page.keyboard.type("# a new greeting");
    await page.keyboard.press("Enter");
    await expect(lab.layers).toContainText("the cache breaks here");
    await expect(lab.layers).toContainText(/COPY \. \. (will run|will re-run) because app\.py changed/);
    await expect(lab.step(/COPY \. \., will re-run because app\.py changed/)).toBeVisible();
    await expect(lab.step(/RUN pip install.*, will re-run because step 3 will/)).toBeVisible();
  });

  await test.step("reload in the middle, and find everything as it was", async () => {
    await lab.kept();
    await page.reload();
    await lab.ready();
    await expect(lab.tab("app.py")).toHaveAttribute("aria-selected", "true");
    await lab.sees(/naming to docker\.io\/library\/shop/);
    await lab.terminalInput.focus();
    for (let pages = 0; pages < 4; pages++) await page.keyboard.press("Shift+PageUp");
    await lab.sees(/\$ docker build -t shop \.\s+\[\+\] Building/);
    await expect(lab.step(/COPY \. \., will re-run because app\.py changed/)).toBeVisible();
    expect(await lab.run("head -5 app.py; docker images")).toMatch(/# a new greeting[^]*shop\s+latest/);
  });

  for (const [number, { dockerfile, title, words }] of wrongWays.entries()) {
    await test.step(`wrong way ${number + 1}`, async () => {
      await tabTo(page, lab.tab(number === 0 ? "app.py" : "Dockerfile"), { back: true });
      while ((await lab.tab("Dockerfile").getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowRight");
      await tabTo(page, lab.editor("Dockerfile"));
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(dockerfile);
      await page.keyboard.press("Escape");
      const checks = page.getByRole("tab", { name: /^Checks/ });
      await tabTo(page, page.getByRole("tablist", { name: "Panels" }).getByRole("tab", { selected: true }));
      while ((await checks.getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowRight");
      await tabTo(page, page.getByRole("button", { name: "Check my work" }));
      await page.keyboard.press("Enter");
      for (const word of words) await expect(lab.check(title)).toContainText(word, { timeout: 20_000 });
      await expect(lab.check(title)).toContainText("not yet");
      await expect(page.getByText("She floats.")).toHaveCount(0);
    });
  }

  await test.step("right, celebrated", async () => {
    await tabTo(page, lab.tab("Dockerfile"), { back: true });
    await tabTo(page, lab.editor("Dockerfile"));
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(lessonFile(lesson, "solution/Dockerfile"));
    await expect(page.getByRole("heading", { name: "She floats." })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole("tab", { name: /^Checks ?4 of 4$/ })).toBeVisible();
    await expect(lab.checks.getByText("passed")).toHaveCount(4);
    await page.keyboard.press("Escape");
    await tabTo(page, page.getByRole("button", { name: "Carry on" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "She floats." })).toHaveCount(0);
  });

  await test.step("remembered after a reload, and in the course", async () => {
    await lab.kept();
    await page.reload();
    await lab.ready();
    await expect(page.getByRole("tab", { name: /^Checks ?4 of 4$/ })).toBeVisible();
    await page.goto("/course/");
    await expect(page.getByRole("listitem").filter({ hasText: "Order matters" }).last()).toContainText("✓ solved");
  });
  expect(await pointers()).toBe(0);
});
