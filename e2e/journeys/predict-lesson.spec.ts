import { expect, type Page, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";

/** Marks the steps of the next build whose instruction matches, by keyboard. */
async function mark(page: Page, step: RegExp, guess: "stays" | "re-runs"): Promise<void> {
  const panel = page.getByRole("region", { name: "Predict the next build" });
  // The picture is loaded when it is first looked at.
  await expect(panel.getByRole("group", { name: step }).first()).toBeVisible();
  for (const question of await panel.getByRole("group", { name: step }).all()) {
    await question.getByRole("radio", { name: guess }).focus();
    await page.keyboard.press("Space");
  }
}

test("a build is foretold in the picture, another in the terminal, and the exercise asks for both", async ({ page }) => {
  const lab = await new Lab(page).open("/learn/cache/how-a-step-is-remembered/");
  await lab.run("docker build -t site .");
  await lab.run("echo '# the end' >> page.sh");
  await page.getByRole("button", { name: "Predict the build" }).first().click();
  await mark(page, /FROM|WORKDIR|words\.txt/, "stays");
  await mark(page, /page\.sh/, "re-runs");
  await expect(page.getByRole("region", { name: "Predict the next build" })).toContainText("All steps are marked.");
  await page.getByRole("button", { name: "Build and see" }).press("Enter");
  await expect(page.getByRole("region", { name: "Predict the next build" })).toContainText("Build 2: All right.", { timeout: 30_000 });
  await lab.prompt();

  await page.getByRole("tab", { name: "Checks" }).click();
  await expect(lab.check(/one RUN stays/)).toHaveClass("pass", { timeout: 30_000 });
  await expect(lab.check(/nothing runs/)).toContainText("Change something that no step is remembered by", { timeout: 30_000 });

  expect(await lab.run("touch words.txt; predict stays rest")).toContain("So far 6 of 6 in one build.");
  await lab.run("docker build -t site .");
  await expect(lab.check(/nothing runs/)).toHaveClass("pass", { timeout: 30_000 });
  await expect(lab.check(/every RUN goes again/)).toHaveClass("fail");

  // What was foretold is known after a reload, and still counts.
  await lab.kept();
  await page.reload();
  await lab.ready();
  expect(await lab.run("predict")).toContain("So far 12 of 12 in 2 builds");
});

test("what surprises: a label low in the stack costs nothing, a variable that nobody reads costs a step", async ({ page }) => {
  const lab = await new Lab(page).open("/learn/cache/what-surprises/");
  await lab.run("docker build -t crew .");
  await lab.run("sed -i 's/draft/final/' Dockerfile");
  await page.getByRole("button", { name: "Predict the build" }).first().click();
  const panel = page.getByRole("region", { name: "Predict the next build" });
  await panel.getByRole("group", { name: "Mark all steps" }).getByRole("button", { name: "stays" }).click();
  await expect(panel).toContainText("All steps are marked.");
  await panel.getByRole("button", { name: "Build and see" }).press("Enter");
  await expect(panel).toContainText("Build 2: All right.", { timeout: 30_000 });
  await expect(panel).toContainText('LABEL stage="final"');
  await lab.prompt();

  await panel.getByRole("button", { name: "Predict the next build" }).click();
  await mark(page, /index\.html/, "re-runs");
  await panel.getByRole("group", { name: "Mark the steps that are left" }).getByRole("button", { name: "stays" }).click();
  await lab.run("docker build --build-arg EDITION=2 -t crew .");
  await expect(panel).toContainText("Build 3: All right.", { timeout: 30_000 });

  await page.getByRole("tab", { name: "Checks" }).click();
  await expect(lab.check(/Another LABEL/)).toHaveClass("pass", { timeout: 30_000 });
  await expect(lab.check(/A variable that the command never looks at/)).toHaveClass("pass");
  await expect(lab.check(/An edit that is taken back/)).toContainText("put it back as it was");
});
