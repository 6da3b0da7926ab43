/** An engine whose containers may have the lab's workspace mounted: it is brought up to date around all that runs in them. */
import type { Attachment, ContainerCreateRequest, Engine, StreamChunk } from "../../engine/api.ts";
import type { WorkspaceSync } from "./workspace-sync.ts";

/** Before these a container may look at files that were edited; after them it may have changed some. */
const around = ["containerStart", "containerRestart", "containerStop", "containerKill", "containerWait", "containerRemove"] as const;

export function withWorkspace<E extends Engine>(engine: E, sync: WorkspaceSync): E {
  const whole: Partial<Engine> = {
    async containerCreate(request) {
      if (mountsFolder(request)) sync.mount();
      await sync.exchange();
      const made = await engine.containerCreate(request);
      // Folders that were missing have been made.
      await sync.exchange();
      return made;
    },
    async containerAttach(container, options) {
      return watched(await engine.containerAttach(container, options), sync);
    },
    async execStart(id, request) {
      await sync.exchange();
      return watched(await engine.execStart(id, request), sync);
    },
  };
  for (const name of around)
    Object.assign(whole, {
      async [name](...words: unknown[]) {
        if (name === "containerStart" || name === "containerRestart") await sync.exchange();
        const result = await (engine[name] as (...all: unknown[]) => Promise<unknown>)(...words);
        await sync.exchange();
        return result;
      },
    });
  return new Proxy(engine, { get: (target, name) => Reflect.get(name in whole ? whole : target, name) });
}

function mountsFolder({ HostConfig }: ContainerCreateRequest): boolean {
  return (HostConfig?.Binds ?? []).some((bind) => bind.startsWith("/")) || (HostConfig?.Mounts ?? []).some(({ Type }) => Type === "bind");
}

function watched(attachment: Attachment, sync: WorkspaceSync): Attachment {
  async function* output(): AsyncGenerator<StreamChunk> {
    yield* attachment.output;
    await sync.exchange();
  }
  return { ...attachment, output: output() };
}
