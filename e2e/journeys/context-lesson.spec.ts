import { expect, test } from "@playwright/test";
import { Lab, lessonFile } from "../support/lab.ts";
import { answerTheQuiz } from "../support/quiz.ts";

const lesson = "04-dockerfile/05-context";

test("the lesson on the context, from its first button to its last question", async ({ page }) => {
  test.setTimeout(90_000);
  const lab = await new Lab(page).open("/learn/dockerfile/context/");
  const text = page.locator("#lesson-text");

  await test.step("type it for me, and find the password in the layer", async () => {
    await text.getByRole("button", { name: "Type it for me" }).first().click();
    await lab.sees(/naming to docker\.io\/library\/cart/, 30_000);
    await lab.prompt();
    await lab.step(/^Step 3 of \d, COPY \. \./).click();
    const files = lab.layers.getByRole("list", { name: "Files of this layer" });
    await expect(files).toContainText("/srv/.env");
    await expect(files).toContainText("node_modules");
  });

  await test.step("hints one by one, then the solution", async () => {
    await page.getByRole("tab", { name: /^Checks/ }).click();
    const hints = page.getByRole("list", { name: "Hints" });
    await expect(hints.getByRole("listitem")).toHaveCount(0);
    await page.getByRole("button", { name: /Give me a hint/ }).click();
    await expect(hints.getByRole("listitem")).toHaveCount(1);
    await expect(hints).toContainText("Click the plate of your COPY");
    await page.getByRole("button", { name: /One more hint/ }).click();
    await page.getByRole("button", { name: /One more hint/ }).click();
    await expect(hints.getByRole("listitem")).toHaveCount(3);
    await page.getByRole("button", { name: "Show the solution" }).click();
    await expect(page.getByRole("region", { name: "What your work makes" })).toContainText(
      lessonFile(lesson, "solution/.dockerignore").trim(),
    );
  });

  await test.step("the start fails its checks, and says why", async () => {
    await page.getByRole("button", { name: "Check my work" }).click();
    await expect(lab.check(/\.env is in no layer/)).toContainText("database password", { timeout: 20_000 });
    await expect(lab.check(/\.git stays out/)).toContainText("history");
  });

  await test.step("the solution passes", async () => {
    await lab.rewrite(".dockerignore", lessonFile(lesson, "solution/.dockerignore"));
    await expect(page.getByRole("heading", { name: "She floats." })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole("tab", { name: /^Checks ?4 of 4/ })).toBeVisible();
  });

  await answerTheQuiz(page);
});
