import { beforeAll, expect, test } from "vitest";
import { digestOf } from "../filesystem/digest.ts";
import { directory } from "../filesystem/build.ts";
import { WorkingTree } from "../filesystem/working-tree.ts";
import { virtualStart } from "../clocks.ts";
import { createLab } from "../../headless/lab.ts";
import { runLine } from "../../headless/run-lines.ts";
import { ownedBy } from "../../headless/workspace.ts";
import type { LabSession } from "../../shell/session.ts";
import type { RegistryRequest } from "./message.ts";
import { answer } from "./server.ts";
import { RegistryStorage } from "./storage.ts";

const text = (body: Uint8Array): string => new TextDecoder().decode(body);
const bytes = (body: string): Uint8Array => new TextEncoder().encode(body);

/** A registry of its own, to be asked. */
function registry(deletes = false) {
  const storage = new RegistryStorage(new WorkingTree(), "/var/lib/registry");
  return (method: string, target: string, more: Partial<RegistryRequest> = {}) => answer(storage, { deletes }, { method, target, ...more });
}

function upload(ask: ReturnType<typeof registry>, repository: string, body: Uint8Array): string {
  const { headers } = ask("POST", `/v2/${repository}/blobs/uploads/`);
  ask("PATCH", headers.location as string, { body: body.subarray(0, 2) });
  ask("PATCH", headers.location as string, { body: body.subarray(2) });
  const digest = digestOf(body);
  expect(ask("PUT", `${headers.location}?digest=${digest}`).status).toBe(201);
  return digest;
}

test("a blob that was uploaded in pieces comes back, and can be mounted elsewhere", () => {
  const ask = registry();
  const digest = upload(ask, "a/b", bytes("hello"));
  expect(text(ask("GET", `/v2/a/b/blobs/${digest}`).body)).toBe("hello");
  expect(ask("HEAD", `/v2/c/blobs/${digest}`).status).toBe(404);
  expect(ask("POST", `/v2/c/blobs/uploads/?mount=${digest}&from=a/b`).status).toBe(201);
  expect(ask("HEAD", `/v2/c/blobs/${digest}`)).toMatchObject({ status: 200, body: new Uint8Array() });
});

test("a blob that is not what its digest says is refused", () => {
  const ask = registry();
  const { headers } = ask("POST", "/v2/x/blobs/uploads/");
  const wrong = digestOf("other");
  expect(ask("PUT", `${headers.location}?digest=${wrong}`, { body: bytes("hello") })).toMatchObject({ status: 400 });
  expect(ask("GET", `/v2/x/blobs/${wrong}`).status).toBe(404);
});

test("a manifest needs its blobs; it is found by tag and by digest, and listed", () => {
  const ask = registry(true);
  const config = digestOf("{}");
  const manifest = bytes(JSON.stringify({ schemaVersion: 2, mediaType: "m", config: { digest: config }, layers: [] }));
  expect(text(ask("PUT", "/v2/x/manifests/1", { body: manifest }).body)).toContain("MANIFEST_BLOB_UNKNOWN");
  upload(ask, "x", bytes("{}"));
  const { headers } = ask("PUT", "/v2/x/manifests/1", { body: manifest });
  const digest = headers["docker-content-digest"] as string;
  expect(digest).toBe(digestOf(manifest));
  expect(ask("GET", "/v2/x/manifests/1").body).toEqual(manifest);
  expect(ask("GET", `/v2/x/manifests/${digest}`).headers["content-type"]).toBe("m");
  expect(JSON.parse(text(ask("GET", "/v2/x/tags/list").body))).toEqual({ name: "x", tags: ["1"] });
  expect(JSON.parse(text(ask("GET", "/v2/_catalog").body))).toEqual({ repositories: ["x"] });
  expect(ask("DELETE", `/v2/x/manifests/${digest}`).status).toBe(202);
  expect(ask("GET", "/v2/x/manifests/1").status).toBe(404);
});

let session: LabSession;
const line = async (command: string) => {
  const { stdout, stderr } = await runLine(session, command);
  return stdout + stderr;
};

beforeAll(async () => {
  session = createLab(directory({}, ownedBy(virtualStart)));
  await line("docker run -d --name reg -p 5000:5000 -v store:/var/lib/registry registry:2; sleep 1");
});

test("what is pushed to a registry of one's own and pulled again is the same image", async () => {
  await line("printf 'FROM alpine:3.20\\nRUN echo hi > /hi\\n' | docker build -q -t localhost:5000/app -");
  const id = await line("docker image inspect -f '{{.Id}}' localhost:5000/app");
  expect(await line("docker push localhost:5000/app")).toMatch(/^\w{12}: Pushed$/m);
  expect(await line("docker push localhost:5000/app")).toMatch(/Layer already exists\n.*Layer already exists\n/);
  expect(await line("docker tag localhost:5000/app localhost:5000/other && docker push localhost:5000/other")).toContain(
    "Mounted from app",
  );
  await line("docker rmi localhost:5000/app localhost:5000/other alpine:3.20; docker builder prune -af");
  // The container goes, its volume stays.
  await line("docker rm -f reg; docker run -d --name reg -p 5000:5000 -v store:/var/lib/registry registry:2; sleep 1");
  expect(await line("docker run --rm localhost:5000/app cat /hi")).toContain("hi\n");
  expect(await line("docker image inspect -f '{{.Id}}' localhost:5000/app")).toBe(id);
  await line("docker rm -f reg");
  expect(await line("docker pull localhost:5000/app")).toContain("dial tcp 127.0.0.1:5000: connect: connection refused");
});

test("a registry elsewhere is expected to speak TLS", async () => {
  await line("docker run -d --name other --network bridge registry:2; sleep 1");
  const address = (await line("docker inspect -f '{{.NetworkSettings.IPAddress}}' other")).trim();
  expect(await line(`docker pull ${address}:5000/x`)).toContain(
    `Get "https://${address}:5000/v2/": http: server gave HTTP response to HTTPS client`,
  );
  expect(await line("docker pull other:5000/x")).toContain("lookup other on 192.168.65.7:53: no such host");
});

test("Docker Hub keeps what its owner pushes, and knows a wrong password", async () => {
  await line("printf 'FROM alpine:3.20\\nRUN echo mine > /mine\\n' | docker build -q -t ann/app:1 -");
  expect(await line("docker push ann/app:1")).toContain("denied: requested access to the resource is denied");
  await line("echo one | docker login -u ann --password-stdin");
  expect(await line("docker push ann/app:1")).toMatch(/Mounted from library\/alpine\n(.|\n)*^1: digest: sha256:/m);
  expect(await line("echo two | docker login -u ann --password-stdin")).toContain("unauthorized: incorrect username or password");
  await line("docker logout; docker rmi ann/app:1; echo three | docker login -u bob --password-stdin");
  expect(await line("docker pull ann/app:1 && docker run --rm ann/app:1 cat /mine")).toContain("mine\n");
  expect(await line("docker push ann/app:1")).toContain("denied: requested access to the resource is denied");
  expect(await line("docker search ann/")).toContain("ann/app");
});

test("a build stands on an image in a registry, and pushes what it makes", async () => {
  await line("docker rm -f reg other; docker run -d --name reg -p 5000:5000 registry:2; sleep 1");
  const made = await line(
    "printf 'FROM alpine:3.20\\nRUN echo hi > /hi\\nONBUILD RUN cat /hi\\n' | docker build --push -t localhost:5000/base -",
  );
  expect(made).toMatch(/^#\d+ pushing localhost:5000\/base with docker\n(#\d+ pushing layer \w{12}.*\n)+#\d+ DONE/m);
  await line("docker rmi localhost:5000/base; docker builder prune -af");
  expect(await line("printf 'FROM localhost:5000/base\\nCMD true\\n' | docker build --progress=plain -")).toMatch(
    /ONBUILD RUN cat \/hi\n#\d+ .*hi/,
  );
  expect(await line("printf 'FROM localhost:5000/nope\\n' | docker build -")).toContain("localhost:5000/nope:latest: not found");
  expect(await line("printf 'FROM localhost:5001/x\\n' | docker build -")).toContain(
    'Head "https://localhost:5001/v2/x/manifests/latest": dial tcp',
  );
});
