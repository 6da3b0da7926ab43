import { expect, type Locator, type Page, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";

const lesson = "/learn/cache/order-matters/";
const value = async (divider: Locator) => Number(await divider.getAttribute("aria-valuenow"));

async function drag(page: Page, divider: Locator, dx: number, dy: number): Promise<void> {
  const box = await divider.boundingBox();
  if (!box) throw new Error("The divider is not to be seen.");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 5 });
  await page.mouse.up();
}

const dividers = [
  { name: "Width of the text", more: "ArrowRight", dx: 80, dy: 0 },
  { name: "Width of the layers panel", more: "ArrowLeft", dx: -80, dy: 0 },
  { name: "Height of the terminal", more: "ArrowUp", dx: 0, dy: -80 },
];

test("dividers move by key and by mouse, stop at their ends, and are remembered", async ({ page }) => {
  const lab = await new Lab(page).open(lesson);
  const kept = new Map<string, number>();
  for (const { name, more, dx, dy } of dividers) {
    await test.step(name, async () => {
      const divider = page.getByRole("separator", { name });
      const start = await value(divider);
      await divider.focus();
      await page.keyboard.press(more);
      await expect.poll(() => value(divider)).toBeGreaterThan(start);
      const byKey = await value(divider);
      await drag(page, divider, dx, dy);
      await expect.poll(() => value(divider)).toBeGreaterThan(byKey);
      const [low, high] = [Number(await divider.getAttribute("aria-valuemin")), Number(await divider.getAttribute("aria-valuemax"))];
      await drag(page, divider, dx * 20, dy * 20);
      expect(await value(divider)).toBeLessThanOrEqual(high);
      await drag(page, divider, dx * -30, dy * -30);
      expect(await value(divider)).toBeGreaterThanOrEqual(low);
      await divider.focus();
      await page.keyboard.press("Home");
      await page.keyboard.press(more);
      await page.keyboard.press(more);
      kept.set(name, await value(divider));
    });
  }
  await page.reload();
  await lab.ready();
  for (const [name, size] of kept) expect(await value(page.getByRole("separator", { name })), name).toBe(size);
});

test("dark and light: chosen, in the editor and terminal too, and there after a reload", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  const lab = await new Lab(page).open(lesson);
  const look = () =>
    page.evaluate(() => ({
      page: getComputedStyle(document.documentElement).backgroundColor,
      terminal: getComputedStyle(document.querySelector(".lab-terminal .xterm-rows") as Element).color,
      editor: getComputedStyle(document.querySelector(".monaco-editor") as Element).color,
    }));
  await expect(page.locator(".monaco-editor").first()).toBeVisible();
  const light = await look();
  // As the system, light, dark.
  await page.getByRole("button", { name: "Theme: as the system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await expect(page.getByRole("button", { name: "Theme: dark" })).toBeVisible();
  await expect.poll(look).not.toEqual(light);
  const dark = await look();
  expect(dark.page).not.toBe(light.page);
  expect(dark.editor).not.toBe(light.editor);
  await page.reload();
  await lab.ready();
  await expect(page.locator(".monaco-editor").first()).toBeVisible();
  await expect.poll(look).toEqual(dark);
});

test("a telephone: one pane at a time, and buttons in the text go to the right one", async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL: baseURL ?? "",
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const lab = new Lab(page);
  await page.goto(lesson);
  const show = page.getByRole("group", { name: "Show" });
  const pane = (name: string) => show.getByRole("button", { name, exact: true });
  await expect(pane("Read")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await page.getByRole("button", { name: "Type it for me" }).tap();
  await expect(pane("Terminal")).toHaveAttribute("aria-pressed", "true");
  await lab.sees(/naming to docker\.io\/library/, 30_000);
  await lab.prompt();

  await pane("Layers").tap();
  await expect(lab.step(/COPY \. \./)).toBeVisible();
  await expect(lab.terminal).toBeHidden();
  await lab.step(/COPY \. \./).tap();
  await expect(lab.layers.getByRole("list", { name: "Files of this layer" })).toContainText("/app/app.py");

  await pane("Read").tap();
  await page.getByRole("button", { name: /Open app\.py/ }).tap();
  await expect(pane("Edit")).toHaveAttribute("aria-pressed", "true");
  await lab.editor("app.py").fill("changed = True\n");
  await pane("Layers").tap();
  await expect(lab.step(/COPY \. \., will re-run because app\.py changed/)).toBeVisible();

  await page.getByRole("tab", { name: /^Checks/ }).tap();
  await page.getByRole("button", { name: "Check my work" }).tap();
  await expect(lab.check(/keeps the install cached/)).toContainText("ran again", { timeout: 20_000 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await context.close();
});
