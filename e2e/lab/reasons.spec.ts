import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { LabPage, small } from "./lab-page.ts";

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include("#lab").analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

async function built(page: Page): Promise<LabPage> {
  const lab = await new LabPage(page).open();
  await lab.write("Dockerfile", small);
  await lab.type("docker build -t one .");
  await lab.expectScreen(/naming to[^$]*\$\s*$/);
  return lab;
}

const step = (page: Page, text: string) => page.locator(".layers-panel button[data-step]", { hasText: text });

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("a reason is told with its facts, below the build and beside the stack", async ({ page }) => {
      const lab = await built(page);
      await lab.type("echo '# more' >> app.py; sed -i 's/echo built/echo rebuilt/' Dockerfile; docker build -t one .");
      await lab.expectScreen(/drydock: 2 steps ran because app\.py changed/);
      await lab.expectPrompt();
      await step(page, "COPY app.py").click();
      const files = page.getByRole("list", { name: "Files that changed" });
      await expect(files).toContainText("app.py content");
      await expect(files).toContainText(/[0-9a-f]{12} → [0-9a-f]{12}/);
      await step(page, "RUN echo").click();
      const why = page.locator(".layers-panel .why");
      await expect(why).toContainText("It would have run anyway because the instruction changed");
      await expect(why.locator("del")).toHaveText("RUN echo built > made.txt");
      await expect(why.locator("ins")).toHaveText("RUN echo rebuilt > made.txt");
      await step(page, "WORKDIR").click();
      await expect(why).toContainText("app.py changed, but it comes in further down");
      expect(await faults(page)).toEqual([]);
    });

    test("images stand beside the layers, and say what they share", async ({ page }) => {
      const lab = await built(page);
      await lab.type("docker tag one two; echo '# more' >> app.py; docker build -t one .");
      await lab.expectScreen(/drydock: 2 steps ran/);
      await lab.expectPrompt();
      await page.getByRole("tab", { name: "Layers" }).focus();
      await page.keyboard.press("ArrowRight");
      await expect(page.getByRole("tab", { name: "Images" })).toBeFocused();
      const one = page.getByRole("button", { name: /^one:latest, .* of them shared with .*two:latest/ });
      await expect(one).toBeVisible();
      await one.focus();
      await expect(page.locator(".image-plate.lit").first()).toBeVisible();
      await page.keyboard.press("Enter");
      await expect(one).toHaveAttribute("aria-expanded", "true");
      const layers = page.getByRole("list", { name: "Layers, the topmost first" });
      await expect(layers.getByRole("listitem").first()).toContainText("RUN echo built > made.txt");
      await expect(layers.getByRole("listitem").last()).toContainText("also in");
      await expect(page.locator(".image-config")).toContainText("/app");
      expect(await faults(page)).toEqual([]);
      await lab.type("docker rmi two");
      await expect(page.getByRole("button", { name: /two:latest/ })).toHaveCount(0);
    });
  });
}

test("after a prune the panel says that the cache of the last build is gone", async ({ page }) => {
  const lab = await built(page);
  await expect(page.getByRole("button", { name: /Last build/ })).toHaveAttribute("aria-pressed", "true");
  await lab.type("docker rmi one; docker builder prune -af");
  await expect(page.locator(".lab-pruned")).toContainText("of these steps is gone: the next build runs them again");
  await page.getByRole("button", { name: "Show the next build" }).click();
  await expect(page.locator(".lab-pruned")).toHaveCount(0);
  await expect(step(page, "COPY app.py")).toHaveAttribute("aria-label", /will re-run because its layer was pruned/);
});

test("two megabytes pasted at once are refused with a sentence, and the editor goes on", async ({ page }) => {
  await new LabPage(page).open();
  await expect(page.locator(".monaco-editor")).toBeVisible();
  await page.locator(".monaco-editor .view-line").first().click();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "RUN true\n".repeat(230_000));
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText("the editor takes up to one million at once")).toBeVisible();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# still here\n");
  await expect(page.locator(".monaco-editor .view-line").first()).toContainText("still here");
});

test("a check and a mistake are underlined, with the name of the rule and a link to it", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await expect(page.locator(".monaco-editor")).toBeVisible();
  await lab.write("Dockerfile", "FROM alpine as Build\nENV TOKEN abc\n");
  await expect(page.locator(".monaco-editor .squiggly-warning").first()).toBeVisible();
  await page.locator(".monaco-editor .squiggly-warning").first().hover({ force: true });
  const hover = page.locator(".monaco-hover:visible").first();
  await expect(hover).toContainText(/FromAsCasing|StageNameCasing/);
  await expect(hover.getByRole("link").first()).toHaveAttribute("href", /docs\.docker\.com\/go\/dockerfile\/rule\//);
  await lab.write("Dockerfile", "FROM alpine\nRUM true\n");
  await expect(page.locator(".monaco-editor .squiggly-error").first()).toBeVisible();
});
