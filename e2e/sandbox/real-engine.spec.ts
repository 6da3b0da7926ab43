/** From the printed link to a graded exercise on a real engine, and back to the simulator when the sandbox dies. */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { startEngine, type Started } from "../../test/live/engine.ts";
import { Lab } from "../support/lab.ts";

const main = path.resolve(import.meta.dirname, "../../src/sandbox/main.ts");
let engine: Started | string;
let gateway: ChildProcess;
let link: string;

/** A gateway as `npm run sandbox` starts it, and the link that it prints. */
async function startGateway(environment: NodeJS.ProcessEnv, page: string): Promise<void> {
  gateway = spawn(process.execPath, [main, "--port", "0", "--name", "e2e", "--page", page], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  link = await new Promise((resolve, reject) => {
    let text = "";
    gateway.stdout?.on("data", (bytes: Buffer) => {
      text += bytes.toString();
      const found = /http:\S+/.exec(text)?.[0];
      if (found) resolve(found);
    });
    gateway.once("exit", (code) => reject(new Error(`the gateway ended with ${code}: ${text}`)));
  });
}

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  // One that nobody else uses: it is killed.
  engine = startEngine("-browser");
  if (typeof engine === "string") console.error(`\n!!! NO REAL ENGINE: ${engine}. The journey to a real engine was not made.\n`);
});

test.afterAll(() => {
  gateway?.kill("SIGTERM");
  if (typeof engine === "object") engine.stop();
});

test("a link opens the lab on a real engine: containers, the browser, checks, and the way back", async ({ page }) => {
  // Said loudly above, too: not every machine can start one.
  test.skip(typeof engine === "string", `no real engine: ${engine}`);
  test.setTimeout(360_000);
  await startGateway((engine as Started).environment, "learn/storage/gone-with-the-container/");
  const lab = new Lab(page);
  const which = page.locator(".lab-engine");

  await test.step("the engine is said in words, and the token goes from the address", async () => {
    await lab.open(link);
    await expect(which).toContainText(/Engine: Docker \d+\.\d+\.\S+ on this machine/, { timeout: 60_000 });
    expect(page.url()).not.toContain("sandbox=");
  });

  await test.step("a container, seen by the panel, by curl, and by docker as it really is", async () => {
    await lab.run("docker run -d --name web -p 8080:80 nginx:alpine", 60_000);
    await expect(lab.containers).toContainText("web", { timeout: 20_000 });
    expect(await lab.run("curl -s localhost:8080", 30_000)).toContain("hi");
    expect(await lab.run("docker run --rm --privileged alpine:3.20 id", 30_000)).toContain('sandbox rule "privileged"');
    expect(await lab.run("docker info --format '{{.Driver}} {{.ServerVersion}}'")).toContain("overlay2 28");
  });

  await test.step("files go to containers and come back", async () => {
    expect(
      await lab.run(
        "echo ahoy > note; docker run --rm -v $PWD:/w alpine:3.20 sh -c 'cat /w/note; echo back > /w/answer'; cat answer",
        60_000,
      ),
    ).toMatch(/ahoy[\s\S]*back/);
  });

  await test.step("the exercise is graded on it", async () => {
    await page.getByRole("tab", { name: /^Checks/ }).click();
    const checkMyWork = page.getByRole("button", { name: "Check my work" });
    await checkMyWork.click();
    await expect(lab.check(/holds the log/)).toContainText("The log is still where it was written", { timeout: 90_000 });
    await lab.run("docker cp logbook:/log.txt . && docker rm logbook", 60_000);
    await checkMyWork.click();
    await expect(lab.check(/has been removed/)).toContainText(": passed", { timeout: 90_000 });
    await expect(lab.check(/holds the log/)).toContainText(": passed");
  });

  await test.step("one click to the simulator and one back: each engine has its own", async () => {
    await page.getByRole("button", { name: "Use the simulator" }).click();
    await expect(which).toContainText("the simulator in this browser");
    expect(await lab.run("docker ps -a --format '{{.Names}}'; cat note", 60_000)).toMatch(/ahoy/);
    await page.getByRole("button", { name: /^Use Docker/ }).click();
    await expect(which).toContainText(/Engine: Docker/);
    expect(await lab.run("docker ps --format '{{.Names}}'", 60_000)).toContain("web");
  });

  await test.step("the next page finds the session", async () => {
    await page.reload();
    await lab.ready();
    await expect(which).toContainText(/Engine: Docker/, { timeout: 60_000 });
    expect(await lab.run("docker ps --format '{{.Names}}'", 60_000)).toContain("web");
  });

  await test.step("the engine is killed: the simulator takes over with the files as they were, and gives back to it", async () => {
    (engine as Started).kill();
    await expect(which).toContainText("the simulator in this browser", { timeout: 60_000 });
    await expect(which).toContainText("does not answer");
    await expect(lab.notices.filter({ hasText: "your files are as they were" })).toBeVisible();
    expect(await lab.run("cat note; docker run --rm alpine:3.20 echo simulated", 60_000)).toMatch(/ahoy[\s\S]*simulated/);
    (engine as Started).again();
    const back = lab.notices.filter({ hasText: "The Docker Engine answers again" });
    await back.getByRole("button", { name: "Go back to it" }).click({ timeout: 30_000 });
    await expect(which).toContainText(/Engine: Docker/, { timeout: 60_000 });
    expect(await lab.run("docker ps -a --format '{{.Names}}'; cat note", 60_000)).toMatch(/web[\s\S]*ahoy/);
  });

  await test.step("the gateway is killed: the simulator takes over with the files as they were", async () => {
    gateway.kill("SIGKILL");
    await expect(which).toContainText("the simulator in this browser", { timeout: 150_000 });
    await expect(lab.notices.filter({ hasText: "The sandbox is gone" })).toContainText("your files are as they were");
    expect(await lab.run("cat note", 60_000)).toContain("ahoy");
  });
});
