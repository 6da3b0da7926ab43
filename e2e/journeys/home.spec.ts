import { expect, test } from "@playwright/test";

test("the home page: an edit shows at once what it breaks, and why; the demonstration stops when touched", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/");
  const layers = page.getByRole("group", { name: "Layers", exact: true });
  const file = (name: string) => page.getByRole("tab", { name: new RegExp(`^${name.replace(".", "\\.")}`) });
  const text = (name: string) => page.getByRole("textbox", { name, exact: true });
  await expect(page.getByRole("button", { name: "docker build" })).toBeEnabled();

  await test.step("an edit of the code breaks the copy, and the install with it", async () => {
    await file("app.py").click();
    await text("app.py").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("# x");
    await expect(layers.getByRole("button", { name: /COPY \. \., will re-run because app\.py changed/ })).toBeVisible({ timeout: 1000 });
    await expect(layers.getByRole("button", { name: /RUN pip install.*, will re-run because step 3 will/ })).toBeVisible({ timeout: 1000 });
    await expect(layers).toContainText("the cache breaks here");
  });

  await test.step("after a build nothing would run", async () => {
    await page.getByRole("button", { name: "docker build" }).click();
    await expect(layers.getByRole("button", { name: /COPY \. \., re-ran because app\.py changed/ })).toBeVisible();
  });

  await test.step("a better order keeps the install from the next edit", async () => {
    await file("Dockerfile").click();
    await text("Dockerfile").fill(`FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
RUN python -m compileall -q .
CMD ["flask", "run"]
`);
    await expect(layers.getByRole("button", { name: /COPY requirements\.txt \., will (re-)?run/ })).toBeVisible();
    await page.getByRole("button", { name: "docker build" }).click();
    await file("app.py").click();
    await text("app.py").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("# y");
    await expect(layers.getByRole("button", { name: /RUN pip install.*, cached/ })).toBeVisible();
    await expect(layers.getByRole("button", { name: /COPY \. \., will re-run because app\.py changed/ })).toBeVisible();
  });

  await test.step("a mistake is said in its line, and mends itself", async () => {
    await file("Dockerfile").click();
    await text("Dockerfile").fill("FORM python:3.12-slim\n");
    await expect(layers).toContainText(/FORM/);
    await page.getByRole("button", { name: "Reset" }).click();
    await expect(layers.getByRole("button", { name: /FROM python:3\.12-slim/ })).toBeVisible();
  });
});
