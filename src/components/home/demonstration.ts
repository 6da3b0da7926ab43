/** The demonstration on the home page: an edit, a build, a better order, the same edit again. It stops at any touch. */
import { betterOrder, type DemoFile } from "./demo-files.ts";

export interface Stagehand {
  text(file: DemoFile): string;
  show(file: DemoFile): void;
  write(file: DemoFile, text: string): void;
  build(): void;
  say(words: string): void;
}

/** Plays once. Resolves when it is over; stops early, where it stands, when the signal aborts. */
export async function demonstrate(stage: Stagehand, signal: AbortSignal): Promise<void> {
  const wait = (ms: number) => pause(ms, signal);
  stage.show("app.py");
  stage.say("Someone changes a greeting…");
  await wait(900);
  await retype(stage, "app.py", "Ahoy", "Ahoy there", wait);
  await wait(700);
  stage.say("…and pip install has to go again: it stands on a copy of everything.");
  await wait(3400);
  stage.show("Dockerfile");
  stage.say("docker build");
  await wait(700);
  stage.build();
  await wait(2600);
  stage.say("Now the list of packages goes in first, the code after the install.");
  await retype(stage, "Dockerfile", "COPY . .\n", "COPY requirements.txt .\n", wait);
  await wait(300);
  await retype(stage, "Dockerfile", "-r requirements.txt\n", "-r requirements.txt\nCOPY . .\n", wait);
  stage.write("Dockerfile", betterOrder);
  await wait(1200);
  stage.build();
  await wait(2400);
  stage.show("app.py");
  stage.say("The same edit once more…");
  await wait(700);
  await retype(stage, "app.py", "Ahoy there", "Ahoy, sailor", wait);
  await wait(600);
  stage.say("…and the install stays. Your turn: change anything.");
}

/** Replaces `from` by `to`, letter by letter where they differ. Does nothing when `from` is not there any more. */
async function retype(stage: Stagehand, file: DemoFile, from: string, to: string, wait: (ms: number) => Promise<void>): Promise<void> {
  const text = stage.text(file);
  const at = text.indexOf(from);
  if (at < 0) return;
  const [before, after] = [text.slice(0, at), text.slice(at + from.length)];
  let same = 0;
  while (same < Math.min(from.length, to.length) && from[same] === to[same]) same += 1;
  for (let length = from.length - 1; length >= same && !to.startsWith(from); length--) {
    stage.write(file, before + from.slice(0, length) + after);
    await wait(28);
  }
  for (let length = same + 1; length <= to.length; length++) {
    stage.write(file, before + to.slice(0, length) + after);
    await wait(55);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
