import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

const kinds = {
  home: "/",
  course: "/course/",
  lesson: "/learn/cache/order-matters/",
  "lesson with rooms and a prediction": "/learn/networking/bridge-and-dns/",
  "lesson with a picture of both stacks": "/learn/why-containers/not-virtual-machines/",
  playground: "/playground/",
  simulated: "/simulated/",
  missing: "/no-such-page/",
};

for (const [kind, url] of Object.entries(kinds)) {
  for (const theme of ["light", "dark"] as const) {
    for (const width of [1440, 390]) {
      test(`${kind} has no accessibility fault, ${theme}, ${width} px`, async ({ page }) => {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(url);
        await page.waitForLoadState("networkidle");
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(" | ")}`)).toEqual([]);
      });
    }
  }
}
