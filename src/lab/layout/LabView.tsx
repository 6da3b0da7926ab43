import { useEffect } from "preact/hooks";
import { useLab } from "../context.ts";
import { EditorPane } from "../editor/EditorPane.tsx";
import { EngineLine } from "../engine/EngineLine.tsx";
import { NodeLine } from "../engine/NodeLine.tsx";
import { FileTree } from "../files/FileTree.tsx";
import { Banner } from "../notices/Banner.tsx";
import { NoticeList } from "../notices/NoticeList.tsx";
import { isLayersSide } from "../panels/layers-sides.ts";
import { isPicture } from "../panels/pictures.ts";
import { SidePanel } from "../panels/SidePanel.tsx";
import { defaultSizes, paneSizes, resize } from "../state/pane-sizes.ts";
import { TerminalPane } from "../terminal/TerminalPane.tsx";
import { Divider } from "./Divider.tsx";

/** All panes of the lab in their grid. What a narrow window shows of it is decided in CSS by the frame's `data-pane`. */
export function LabView({ onTakeOver }: { onTakeOver(): void }) {
  const lab = useLab();
  const { panel, tree } = paneSizes.value;
  const ofTerminal = Object.keys(lab.props.files).length > 0 ? "terminal" : "console";
  const terminal = paneSizes.value[ofTerminal];
  useEffect(() => {
    const openFile = (event: Event) => {
      const path = (event as CustomEvent<string>).detail;
      if (lab.workspace.get(path)?.kind === "file") lab.tabs.show(path);
      else lab.notices.say(`There is no file ${path} in the workspace any more.`);
    };
    const typeCommand = (event: Event) => lab.typeCommand((event as CustomEvent<string>).detail);
    const showPicture = (event: Event) => {
      const name = (event as CustomEvent<string>).detail;
      if (isLayersSide(name)) lab.lookAtBuild(name);
      else if (isPicture(name)) lab.look(name);
    };
    document.addEventListener("drydock:open-file", openFile);
    document.addEventListener("drydock:show-picture", showPicture);
    document.addEventListener("drydock:type-command", typeCommand);
    return () => {
      document.removeEventListener("drydock:open-file", openFile);
      document.removeEventListener("drydock:show-picture", showPicture);
      document.removeEventListener("drydock:type-command", typeCommand);
    };
  }, [lab]);
  return (
    <div class="lab-root" style={{ "--panel": panel, "--terminal": terminal, "--tree": `${tree}px` }}>
      <Banner onTakeOver={onTakeOver} />
      <div class="lab-grid">
        <section class="lab-work" aria-label="Editor">
          {tree > 0 && <FileTree />}
          <EditorPane />
        </section>
        <SidePanel />
        <TerminalPane />
        <Divider
          class="for-panel"
          label="Width of the layers panel"
          orientation="vertical"
          reversed
          value={panel}
          min={0.2}
          max={0.7}
          onChange={(value) => resize({ panel: value })}
          onReset={() => resize({ panel: defaultSizes.panel })}
        />
        <Divider
          class="for-terminal"
          label="Height of the terminal"
          orientation="horizontal"
          reversed
          value={terminal}
          min={0.12}
          max={0.8}
          onChange={(value) => resize({ [ofTerminal]: value })}
          onReset={() => resize({ [ofTerminal]: defaultSizes[ofTerminal] })}
        />
      </div>
      <EngineLine />
      {lab.props.node && lab.engine.choice.inUse.value === "simulator" && <NodeLine />}
      <NoticeList />
    </div>
  );
}
