import { expect, type Page, test } from "@playwright/test";

/** Every question of a quiz: a wrong answer says what is wrong with it, the right one that it is. */
export async function answerTheQuiz(page: Page): Promise<void> {
  await test.step("the questions at the end", async () => {
    const quiz = page.getByRole("region", { name: "Check yourself" });
    const questions = await quiz.getByRole("group").all();
    expect(questions.length).toBeGreaterThan(0);
    for (const question of questions) {
      const said = question.getByRole("status");
      await question.locator("label.wrong").first().getByRole("radio").check();
      await expect(said).toContainText("Not quite.");
      await question.locator("label.right").getByRole("radio").check();
      await expect(said).toContainText("Yes.");
    }
  });
}
