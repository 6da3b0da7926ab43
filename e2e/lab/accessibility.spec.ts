import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { LabPage } from "./lab-page.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test("the lab has no faults that axe can find: fresh, with files and checks open, and with a built image", async ({ page }) => {
      const lab = await new LabPage(page).open();
      await expect(page.locator(".monaco-editor")).toBeVisible();
      const faults = async () => {
        const { violations } = await new AxeBuilder({ page }).include("#lab").analyze();
        return violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(" | ")}`,
        );
      };
      expect(await faults()).toEqual([]);
      await lab.type("docker build -t shop .");
      await lab.expectScreen(/naming to/);
      await lab.expectPrompt();
      expect(await faults()).toEqual([]);
      await page.getByRole("button", { name: "Files", exact: true }).click();
      await page.getByRole("tab", { name: /Checks/ }).click();
      await page.getByRole("button", { name: "Give me a hint" }).click();
      expect(await faults()).toEqual([]);
    });
  });
}
