import { test } from "@playwright/test";
import { LabPage } from "./lab-page.ts";

test("run -it is a shell in a container: it echoes, computes, hears Ctrl-C and ends", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.type("docker run -it --rm alpine:3.20 sh");
  await lab.expectScreen(/\/ # *$/);
  await lab.type("echo $((6*7))");
  await lab.expectScreen(/\/ # echo \$\(\(6\*7\)\)\s+42\s+\/ # *$/);
  await lab.type("sleep 1000");
  await page.keyboard.press("Control+c");
  await lab.expectScreen(/\^C\s+\/ # *$/);
  await lab.type("exit");
  await lab.expectPrompt();
  await lab.type("docker ps -aq | wc -l");
  await lab.expectScreen(/^0$/m);
});

test("Ctrl-P Ctrl-Q leaves a container running, attach comes back to it", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.type("docker run -it --name box alpine:3.20 sh");
  await lab.expectScreen(/\/ # *$/);
  await lab.type("mark=kept");
  await lab.expectScreen(/mark=kept\s+\/ # *$/);
  await page.keyboard.press("Control+p");
  await page.keyboard.press("Control+q");
  await lab.expectPrompt();
  await lab.type("docker ps --format 'up: {{.Names}}'");
  await lab.expectScreen(/^up: box$/m);
  await lab.expectPrompt();
  await lab.type("docker attach box");
  await lab.type("echo it was $mark");
  await lab.expectScreen(/^it was kept$/m);
  await page.keyboard.press("Control+d");
  await lab.expectPrompt();
});

test("a command reads what is typed, and the prompt gets what it leaves", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.type("read first; sleep 1; echo got $first");
  await lab.type("moby");
  await lab.type("echo ahead of $first");
  await lab.expectScreen(/got moby$/m);
  await lab.expectScreen(/^ahead of moby$/m);
  await lab.expectPrompt();
  await lab.type("cat > note.txt");
  await lab.type("from the keyboard");
  await page.keyboard.press("Control+d");
  await lab.expectPrompt();
  await lab.type("cat note.txt");
  await lab.expectScreen(/^from the keyboard\n(?:.*\n)*.*from the keyboard$/m);
});

test("a prune asks before it removes", async ({ page }) => {
  const lab = await new LabPage(page).open();
  await lab.type("docker volume create data");
  await lab.expectScreen(/^data$/m);
  await lab.expectPrompt();
  await lab.type("docker volume prune -a");
  await lab.expectScreen(/\[y\/N\] *$/);
  await lab.type("n");
  await lab.expectPrompt();
  await lab.type("docker volume prune -a");
  await lab.expectScreen(/\[y\/N\] *$/);
  await lab.type("y");
  await lab.expectScreen(/Deleted Volumes:\s+data/);
});
