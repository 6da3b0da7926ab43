import { useEffect, useRef, useState } from "preact/hooks";
import { useLab } from "../context.ts";
import type { CodeEditor } from "./code-editor.ts";
import { limitPaste } from "./paste-limit.ts";
import { PlainEditor } from "./PlainEditor.tsx";
import { whenIdle } from "./when-idle.ts";

/**
 * The code: at first a plain editor that is there at once and can be typed in, then Monaco in the same place with the same
 * measures. Fingers keep the plain one: Monaco does not know touch.
 */
export function CodeArea({ path, marked }: { path: string; marked: boolean }) {
  const lab = useLab();
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<CodeEditor>();
  useEffect(() => {
    if (matchMedia("(pointer: coarse) and (max-width: 1100px)").matches) return;
    let gone = false;
    let made: CodeEditor | undefined;
    const stop = whenIdle(async () => {
      const loaded = await import("./code-editor.ts").catch(() => undefined);
      if (gone || !host.current) return;
      if (!loaded) {
        lab.notices.once("editor", "The code editor could not be fetched; this plain one works as well. Are you offline?");
        return;
      }
      made = await loaded.createCodeEditor(host.current, lab);
      if (gone) made.dispose();
      else setEditor(made);
    });
    return () => {
      gone = true;
      stop();
      made?.dispose();
    };
  }, [lab]);
  useEffect(() => {
    const area = host.current?.parentElement;
    return area ? limitPaste(area, lab.notices) : undefined;
  }, [lab]);
  useEffect(() => editor?.show(path), [editor, path]);
  const asked = lab.focusCode.value;
  const done = useRef(asked);
  useEffect(() => {
    if (done.current === asked) return;
    done.current = asked;
    if (editor) editor.focus();
    else host.current?.parentElement?.querySelector("textarea")?.focus();
  }, [asked, path]);
  return (
    <>
      {!editor && <PlainEditor path={path} marked={marked} key={path} />}
      <div class="lab-monaco" ref={host} hidden={!editor} />
    </>
  );
}
