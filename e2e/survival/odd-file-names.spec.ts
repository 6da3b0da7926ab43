import { expect, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";

const script = "<script>window.hacked=1<";
const image = "<img src=x onerror=window.hacked=2>";
const quotes = `it's "quoted"`;
const emoji = "🚢 ahoy.txt";
const lines = "two\\nlines";

test("names with quotes, markup, emoji and newlines stay names: in tree, tabs, terminal and layers", async ({ page }) => {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("dialog", (dialog) => {
    faults.push(dialog.message());
    void dialog.dismiss();
  });
  const lab = await new Lab(page).open("/playground/");
  await lab.run(`touch $'two\\nlines' "it's \\"quoted\\"" '${script}' '${image}' '🚢 ahoy.txt'; ls`);
  for (const name of [script, image, emoji]) expect(await lab.screen()).toContain(name);

  const tree = page.getByRole("tree", { name: "Workspace" });
  if (!(await tree.isVisible())) await page.getByRole("button", { name: "Files", exact: true }).click();
  for (const name of [lines, quotes, script, image, emoji]) {
    await tree.getByRole("treeitem", { name, exact: true }).click();
    await expect(lab.tab(name)).toHaveAttribute("aria-selected", "true");
  }

  await lab.write("Dockerfile", "FROM alpine\nCOPY . /all/\n");
  await lab.type("docker build -t odd .");
  await lab.sees(/naming to docker\.io\/library\/odd/);
  await lab.prompt();
  await lab.step(/COPY \. \/all\//).click();
  const files = lab.layers.getByRole("list", { name: "Files of this layer" });
  for (const name of [script, image, emoji, quotes]) await expect(files).toContainText(name);

  await lab.run(`echo more > '${image}'; echo more > $'two\\nlines'`);
  await expect(lab.layers).toContainText(/changed/);
  await expect(lab.layers).toContainText("will run");

  await lab.kept();
  await page.reload();
  await lab.ready();
  await expect(lab.tab(image)).toBeVisible();
  expect(await page.evaluate(() => (window as { hacked?: number }).hacked)).toBeUndefined();
  expect(await page.locator("main img, .lab-root img, .lab-root script").count()).toBe(0);
  expect(faults).toEqual([]);
});
