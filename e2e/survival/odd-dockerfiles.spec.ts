import { expect, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";

const playground = "/playground/";

test("a Dockerfile of random bytes: refused in words, and the lab goes on", async ({ page }) => {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  const lab = await new Lab(page).open(playground);
  // A shell's own pseudo-random bytes, the same each time.
  await lab.run(
    `x=7; for i in $(seq 600); do x=$(( (x * 1103515245 + 12345) % 2147483648 )); printf "\\\\x$(printf %02x $(( x / 65536 % 256 )))"; done > Dockerfile; wc -c < Dockerfile`,
  );
  expect(await lab.screen()).toMatch(/^600$/m);
  expect(await lab.run("docker build . ; echo code $?")).toMatch(/ERROR:[^]*code 1/);
  await expect(lab.layers).toContainText(/No plates to show|Nothing stands here yet/);
  expect(await lab.run("printf 'FROM alpine\\nRUN echo well\\n' > Dockerfile; docker build -q . ; echo code $?")).toMatch(/code 0/);
  await expect(lab.step(/RUN echo well/)).toBeVisible();
  expect(faults).toEqual([]);
});

test("five megabytes of Dockerfile: made, opened, refused, mended; the page answers all the while", async ({ page }) => {
  test.setTimeout(90_000);
  const lab = await new Lab(page).open(playground);
  await lab.run(
    "(echo FROM alpine; yes 'RUN echo the same step, again and again' | head -c 5000000; echo) > Dockerfile; wc -c < Dockerfile",
    40_000,
  );
  expect(await lab.screen()).toMatch(/50000\d\d/);
  const longest = await page.evaluate(async () => {
    let [worst, last] = [0, performance.now()];
    const end = last + 3000;
    while (last < end) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      worst = Math.max(worst, performance.now() - last);
      last = performance.now();
    }
    return worst;
  });
  console.log(`5 MB Dockerfile: the page was away for at most ${Math.round(longest)} ms`);
  expect(longest).toBeLessThan(2500);
  expect(await lab.run("docker build . ; echo code $?", 40_000)).toMatch(/code 1/);
  expect(await lab.run("printf 'FROM alpine\\nRUN echo small again\\n' > Dockerfile; docker build -q . ; echo code $?", 40_000)).toMatch(
    /code 0/,
  );
  await expect(lab.step(/RUN echo small again/)).toBeVisible();
});

test("a RUN without end: Ctrl-C gives the prompt back, and the page lives meanwhile", async ({ page }) => {
  const lab = await new Lab(page).open(playground);
  await lab.write("Dockerfile", "FROM alpine\nRUN while true; do :; done\n");
  await lab.type("docker build -t endless .");
  await lab.sees(/RUN while true; do :; done\s+\d+\.\ds/);
  // The page answers: a tab can be opened, the counter of the step goes on.
  const seconds = async () => Number(/RUN while true; do :; done\s+(\d+\.\d)s/.exec(await lab.screen())?.[1]);
  const before = await seconds();
  await expect.poll(seconds).toBeGreaterThan(before);
  await lab.terminalInput.focus();
  await page.keyboard.press("Control+c");
  await lab.prompt(10_000);
  await expect(lab.layers).toContainText(/RUN while true/);
  expect(await lab.run("echo $?; echo still $((40 + 2))")).toMatch(/still 42/);
  expect(
    await lab.run("printf 'FROM alpine\\nRUN echo fine\\n' > Dockerfile; docker build -q -t endless . && docker images -q endless"),
  ).toMatch(/[0-9a-f]{12}/);
});
