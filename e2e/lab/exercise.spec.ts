import { expect, test } from "@playwright/test";
import { LabPage } from "./lab-page.ts";

const solution =
  'FROM python:3.12-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nCMD ["uvicorn", "app:app"]\n';

test("checks run by themselves, say what was seen, and celebrate the first solving, once", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.type("docker build -t shop .");
  await lab.expectScreen(/naming to/);
  await page.getByRole("tab", { name: /Checks/ }).click();
  const checks = page.getByRole("list", { name: "Checks", exact: true });
  await expect(checks.locator("li.fail")).toContainText("We changed app.py and rebuilt", { timeout: 30_000 });
  await expect(checks.locator("li.pass")).toHaveCount(3);
  await lab.type(`cat > Dockerfile <<'END'\n${solution}END`);
  await expect(page.locator(".lab-celebration")).toBeVisible({ timeout: 30_000 });
  await expect(checks.locator("li.pass")).toHaveCount(4);
  await page.screenshot({ path: "test-results/celebration.png" });
  await page.getByRole("button", { name: "Carry on" }).click();
  await page.getByRole("button", { name: "Show the solution" }).click();
  await expect(page.getByRole("heading", { name: "A solution" })).toBeVisible();
  await page.waitForTimeout(500);
  await page.reload();
  await lab.ready();
  await page.getByRole("tab", { name: /Checks/ }).click();
  await expect(checks.locator("li.pass")).toHaveCount(4);
  await expect(page.locator(".lab-celebration")).toHaveCount(0);
});
