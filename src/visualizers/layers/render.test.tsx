import { render } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { sketch } from "./fixture.ts";
import { LayersPanel } from "./LayersPanel.tsx";

const panel = (view: ReturnType<typeof sketch>, selected?: string) =>
  render(<LayersPanel view={view} selected={selected} explain={(step) => `\`${step.text}\` is here`} />);
const labels = (html: string) => [...html.matchAll(/aria-label="([^"]*, [^"]*)"/g)].map((match) => match[1]);

describe("the panel as text", () => {
  it("is a list in the order of the Dockerfile, whatever it looks like", () => {
    const html = panel(sketch([{ steps: [{ text: "FROM alpine" }, { text: "RUN a" }, { text: "CMD b" }] }]));
    expect(labels(html)).toEqual([
      "Step 1 of 2, FROM alpine, cached",
      "Step 2 of 2, RUN a, cached",
      "Configuration, CMD b, makes no layer",
    ]);
    expect(html).toMatch(/<ol/);
  });

  it("has exactly one row that Tab reaches", () => {
    const view = sketch([{ name: "a", steps: [{ text: "FROM x" }] }, { steps: [{ text: "FROM y" }, { text: "RUN z" }] }]);
    expect(panel(view).match(/tabindex="0"/gi)).toHaveLength(1);
    expect(panel(view, "stage-1:2")).toMatch(/data-step="stage-1:2"[^>]*tabindex="0"/i);
  });

  it("shows what a learner typed as text, never as markup", () => {
    const html = panel(sketch([{ steps: [{ text: 'COPY <script>alert("1")</script> /' }] }]), "stage-0:1");
    expect(html).not.toContain("<script>");
    expect(html).toContain("&lt;script>");
  });

  it("has something to say about an empty and an unreadable Dockerfile", () => {
    expect(panel(sketch([]))).toContain("Nothing stands here yet");
    const unreadable = sketch([], {
      failure: { message: "unknown instruction: COPPY", source: { startLine: 2, startColumn: 0, endLine: 2, endColumn: 5 } },
    });
    expect(panel(unreadable)).toMatch(/Line 2\..*unknown instruction: COPPY/s);
  });

  it("gives the reason in words, code as code", () => {
    const view = sketch([
      { steps: [{ text: "FROM x" }, { text: "RUN a", verdict: "reran", reason: { kind: "files-changed", changes: [] } }] },
    ]);
    expect(panel(view)).toContain("<code>RUN a</code> is here");
  });

  it("says of a failed build which step it was and what it said", () => {
    const html = panel(
      sketch([{ steps: [{ text: "FROM x" }, { text: "RUN a", verdict: "failed" }, { text: "RUN b", verdict: "skipped" }] }], {
        kind: "built",
        number: 1,
        failure: { message: "exit code: 3" },
      }),
    );
    expect(html).toMatch(/Step 2 of 3.*failed.*It said: <code>exit code: 3/s);
  });
});
