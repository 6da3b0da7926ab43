import { useComputed } from "@preact/signals";
import { ContainersPanel } from "../../visualizers/containers/ContainersPanel.tsx";
import { useLab } from "../context.ts";
import { isComposeFile } from "../state/names.ts";

/** The containers of the lab's engine, as they are now. */
export function ContainersPane() {
  const lab = useLab();
  const composes = useComputed(() => [...lab.workspace.files.value.keys()].some((path) => !path.includes("/") && isComposeFile(path)));
  return (
    <ContainersPanel
      containers={lab.containers.value}
      {...(composes.value ? { firstCommand: "docker compose up -d" } : {})}
      onOpen={(port) => lab.browser.open(port)}
    />
  );
}
