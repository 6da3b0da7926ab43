import { expect, test } from "@playwright/test";
import { Lab } from "../support/lab.ts";

const playground = "/playground/";

test("stages: what is not needed is skipped, a copy between them is cached by content", async ({ page }) => {
  const lab = await new Lab(page).open(playground);
  await lab.write(
    "Dockerfile",
    `FROM busybox AS tools
RUN mkdir /out && echo 'echo tool' > /out/tool && chmod +x /out/tool

FROM tools AS test
RUN /out/tool && exit 3

FROM alpine:3.20
COPY --from=tools /out/tool /usr/local/bin/tool
RUN tool > /said.txt
ENTRYPOINT ["tool"]
`,
  );
  const built = await lab.run("docker build --progress=plain -t staged . 2>&1 | grep -E '^#[0-9]+ \\[' | sort -u");
  expect(built).toMatch(/tools 2\/2\] RUN mkdir/);
  expect(built).not.toMatch(/test 1\/1/);
  await expect(lab.layers.getByRole("group", { name: "Stage test" })).toContainText("not needed: skipped");
  await expect(lab.step(/COPY --from=tools/)).toBeVisible();
  await lab.run("sed -i 's#mkdir /out#mkdir -p /out#' Dockerfile; docker build -q -t staged .");
  await expect(lab.step(/RUN mkdir -p .*(re-ran|ran|cached)/)).toBeVisible();
  expect(await lab.run("docker build --target test . 2>&1 | tail -4")).toMatch(/exit code: 3/);
});

test("heredocs, ARG, ENV and a cache mount", async ({ page }) => {
  const lab = await new Lab(page).open(playground);
  await lab.write(
    "Dockerfile",
    `# syntax=docker/dockerfile:1
ARG TAG=3.20
FROM alpine:\${TAG}
ARG GREETING=hello
ENV WHO=world PATH=/opt/bin:$PATH
RUN <<SCRIPT
set -e
mkdir -p /opt/bin
echo "$GREETING, $WHO" > /greeting
SCRIPT
COPY <<'TEXT' /opt/bin/say
#!/bin/sh
cat /greeting
TEXT
RUN --mount=type=cache,target=/var/cache/things chmod +x /opt/bin/say && date >> /var/cache/things/log && wc -l < /var/cache/things/log > /count
RUN say && cat /count
`,
  );
  await lab.run("docker build --progress=plain --build-arg GREETING=ahoy -t here . > log 2>&1; grep -E '^#[0-9]+ [0-9.]+ ' log");
  expect(await lab.screen()).toMatch(/ahoy, world/);
  await lab.run(
    "docker build --build-arg GREETING=moin -t here . > log 2>&1; docker build --progress=plain --build-arg GREETING=moin -t here . 2>&1 | grep -c CACHED",
  );
  // Four steps, and the frontend that the first line names.
  expect(await lab.screen()).toMatch(/^5$/m);
});

test("mistakes are said where they are, and leave what was", async ({ page }) => {
  const lab = await new Lab(page).open(playground);
  const fails = async (text: string, said: RegExp) => {
    await lab.write("Dockerfile", text);
    // Long lines are wrapped by the terminal wherever they end.
    expect((await lab.run("docker build . 2>&1 | tail -12")).replaceAll("\n", "")).toMatch(said);
  };
  await fails("FROM alpine\nCOPPY a b\n", /unknown instruction: COPPY \(did you mean COPY\?\)/);
  await expect(lab.layers).toContainText(/COPPY/);
  await fails("FROM alpine\nCOPY nowhere.txt /\n", /"\/nowhere\.txt": not found/);
  await expect(lab.step(/COPY nowhere\.txt \/, (failed|will fail)/)).toBeVisible();
  await fails("FROM alpine\nRUN frobnicate\n", /frobnicate: not found[^]*exit code: 127/);
  await fails("FROM nosuchimage:7\n", /nosuchimage/);
  await fails("RUN true\n", /no build stage in current context/);
});

test("images are listed, told, tagged, removed and pruned", async ({ page }) => {
  const lab = await new Lab(page).open(playground);
  await lab.write("Dockerfile", 'FROM alpine\nLABEL made.by=test\nENV A=1\nRUN echo one > /one\nCMD ["cat", "/one"]\n');
  await lab.run("docker build -q -t app:v1 .");
  expect(await lab.run("docker tag app:v1 app:v2; docker image ls")).toMatch(/app\s+v1\s+([0-9a-f]{12})[^]*app\s+v2\s+\1/);
  expect(await lab.run("docker history --format '{{.CreatedBy}}' app:v1")).toMatch(
    /CMD \["cat" "\/one"\][^]*RUN \/bin\/sh -c echo one > \/one/,
  );
  expect(await lab.run("docker image inspect -f '{{.Config.Labels}} {{.Config.Env}}' app:v1")).toMatch(/made\.by:test[^]*A=1/);
  expect(await lab.run("docker rmi app:v2")).toMatch(/Untagged: app:v2/);
  await lab.run("sed -i s/one/two/g Dockerfile; docker build -q -t app:v1 .");
  expect(await lab.run("docker images -f dangling=true")).toMatch(/<none>/);
  expect(await lab.run("docker image prune -f")).toMatch(/deleted: sha256:/);
  expect(await lab.run("docker rmi app:v1 && docker images -q | wc -l")).toMatch(/Deleted: sha256:/);
  expect(await lab.run("docker builder prune -af | tail -2")).toMatch(/Total/);
  await page.getByRole("group", { name: "Which build is shown" }).getByRole("button", { name: "Next build" }).click();
  await expect(lab.step(/RUN echo two > \/two, will (re-)?run/)).toBeVisible();
  expect(await lab.run("docker run --rm app:v1")).toMatch(/Unable to find image 'app:v1' locally/);
  expect(await lab.run("docker run --rm alpine:3.20 echo a container")).toMatch(/^a container$/m);
  expect(await lab.run("docker frobnicate")).toMatch(/frobnicate/);
});
