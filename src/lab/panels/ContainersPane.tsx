import { ContainersPanel } from "../../visualizers/containers/ContainersPanel.tsx";
import { useLab } from "../context.ts";

/** The containers of the lab's engine, as they are now. */
export function ContainersPane() {
  const lab = useLab();
  return <ContainersPanel containers={lab.containers.value} onOpen={(port) => lab.browser.open(port)} />;
}
