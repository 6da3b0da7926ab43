import { expect, test } from "@playwright/test";
import { Lab, lessonFile } from "../support/lab.ts";
import { answerTheQuiz } from "../support/quiz.ts";

const lesson = "06-multi-stage/01-build-here-run-there";

test("the lesson on stages, from weighing the image to the last question", async ({ page }) => {
  test.setTimeout(90_000);
  const lab = await new Lab(page).open("/learn/multi-stage/build-here-run-there/");
  const text = page.locator("#lesson-text");

  await test.step("type it for me, and weigh it", async () => {
    await text.getByRole("button", { name: "Type it for me" }).click();
    await lab.sees(/naming to docker\.io\/library\/server/, 30_000);
    await lab.prompt();
    expect(await lab.run("docker images server")).toMatch(/server\s+latest\s+[0-9a-f]{12}\s+.*\s(?:[89]\d\dMB|1\.\d+GB|[1-9]\.\d+GB)/);
  });

  await test.step("a binary whose loader stayed behind", async () => {
    await lab.rewrite("Dockerfile", lessonFile(lesson, "wrong/dynamic-binary-on-scratch/Dockerfile"));
    await page.getByRole("tab", { name: /^Checks/ }).click();
    await page.getByRole("button", { name: "Check my work" }).click();
    await expect(lab.check(/The server starts in it/)).toContainText("its loader is missing here", { timeout: 20_000 });
  });

  await test.step("give up, read the solution, write it, pass", async () => {
    await page.getByRole("button", { name: /I give up/ }).click();
    const solution = lessonFile(lesson, "solution/Dockerfile");
    await expect(page.getByRole("region", { name: "What your work makes" }).locator("pre").first()).toHaveText(solution.trimEnd(), {
      useInnerText: true,
    });
    await lab.rewrite("Dockerfile", solution);
    await expect(page.getByRole("heading", { name: "She floats." })).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole("tab", { name: /^Checks ?5 of 5/ })).toBeVisible();
  });

  await test.step("two stages in the picture, and a small image", async () => {
    await page.getByRole("tab", { name: "Layers" }).click();
    const built = await lab.run("docker build -t server . && docker images server");
    expect(built).toMatch(/server\s+latest\s+[0-9a-f]{12}\s+.*\s\d(?:\.\d+)?MB/);
    await expect(lab.layers.getByRole("group", { name: "Stage build" })).toContainText("stays behind");
    await expect(lab.layers).toContainText("becomes the image");
  });

  await answerTheQuiz(page);
});
