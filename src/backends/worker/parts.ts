/* Until engine and shell are here: a stand-in that foretells nothing but "unknown" and runs `echo`. */
import type { BuildView, Engine } from "../../engine/api.ts";
import type { LabSession } from "../../shell/session.ts";
import { WorkingTree } from "../../engine/filesystem/working-tree.ts";
import type { Parts } from "./host.ts";

const view = (text: string): BuildView => ({
  number: 0,
  kind: "preview",
  dockerfileName: "Dockerfile",
  warnings: [],
  tags: [],
  stages: [
    {
      name: "stage-0",
      index: 0,
      named: false,
      reachable: true,
      isTarget: true,
      dependsOn: [],
      steps: text.split("\n").flatMap((line, index) => {
        if (!/^[A-Z]/.test(line)) return [];
        const kind = (["FROM", "RUN", "COPY", "WORKDIR"].includes(line.split(" ")[0] ?? "") ? line.split(" ")[0] : "CONFIG") as "RUN";
        return [
          {
            id: `stage-0:${index}`,
            stage: "stage-0",
            kind,
            label: `${index + 1}/5`,
            text: line,
            range: { startLine: index + 1, startColumn: 0, endLine: index + 1, endColumn: 9 },
            verdict: kind === ("CONFIG" as string) ? ("config" as const) : index < 2 ? ("cached" as const) : ("reran" as const),
            reason: index < 2 ? { kind: "cached" as const, despite: [] } : { kind: "no-cache" as const },
            key: String(index),
            inputs: [],
            size: 1000 * index,
          },
        ];
      }),
    },
  ],
});
export const parts: Parts = {
  async createEngine() {
    return {
      preview: (request: { dockerfile: { text?: string } }) => view(request.dockerfile.text ?? ""),
      builds: () => [],
      save: () => ({}),
      imageList: async () => [],
    } as unknown as Engine & { save(): unknown };
  },
  async createSession(engine, _clock, workspace) {
    const disk = new WorkingTree();
    disk.put("/home/dev/workspace", workspace, { parents: true });
    return {
      engine,
      disk,
      get workspace() {
        return disk.lookup("/home/dev/workspace");
      },
      cwd: "",
      prompt: "dev@drydock:~/workspace$ ",
      history: [],
      exec: async (line: string, o: { stdout(t: string): void }) => {
        o.stdout(`you said: ${line}\n`);
        return { exitCode: 0 };
      },
      isIncomplete: (line: string) => line.endsWith("\\"),
      complete: async () => ({ from: 0, to: 0, candidates: [] }),
      onChange: () => () => {},
      fork() {
        return this;
      },
    } as unknown as LabSession;
  },
  async grade() {
    return [];
  },
};
