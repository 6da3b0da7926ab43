/** The page's side: a box over a WebContainer that has booted. */
import type { FileSystemTree, IFSWatcher, WebContainer } from "@webcontainer/api";
import { expose, proxy } from "comlink";
import type { Box, RunningProgram, StartOptions } from "./box.ts";

/** As much of a WebContainer as is used. */
export type Container = Pick<WebContainer, "fs" | "workdir" | "mount" | "export" | "spawn" | "on">;

export function boxOver(container: Container): Box {
  const watchers: IFSWatcher[] = [];
  return {
    folder: Promise.resolve(container.workdir),
    async clear() {
      for (const watcher of watchers.splice(0)) watcher.close();
      for (const name of await container.fs.readdir(".")) await container.fs.rm(name, { recursive: true, force: true });
    },
    put: (files) => container.mount(files),
    take: (path): Promise<FileSystemTree> => container.export(path, { format: "json", excludes: ["**/node_modules/**"] }),
    async start([command = "", ...args], { cwd, env, terminal }: StartOptions, heard): Promise<RunningProgram> {
      const running = await container.spawn(command, args, { cwd, env: { ...env }, ...(terminal && { terminal: { ...terminal } }) });
      const told = running.output.pipeTo(new WritableStream({ write: (text) => heard(text) })).catch(() => {});
      const keys = running.input.getWriter();
      return proxy({
        async ended() {
          const code = await running.exit;
          await told;
          return code;
        },
        type: (text: string) => keys.write(text),
        kill: async () => running.kill(),
      });
    },
    async onChange(path, told) {
      watchers.push(container.fs.watch(path, { recursive: true }, () => told()));
    },
    async onPort(told) {
      container.on("port", (port, type, url) => told(port, type === "open", url));
    },
  };
}

/** Hands the box to whoever has the other end: the worker that the engine is in. */
export function lend(box: Box): MessagePort {
  const { port1, port2 } = new MessageChannel();
  expose(box, port1);
  return port2;
}
