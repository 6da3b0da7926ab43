/** The facts behind a reason: what an instruction was and is, which files and variables changed, what did not matter. */
import type { Cause, EnvironmentChange, FileChange, Irrelevant, Reason } from "../../engine/api.ts";

/** Renders nothing for a reason that the sentence tells in full. */
export function ReasonDetails({ reason }: { reason: Reason }) {
  const blocks = causesOf(reason).flatMap((cause) => blockOf(cause) ?? []);
  // Two are told well enough in the sentence.
  if (reason.kind === "cached" && reason.despite.length > 2) return <Despite list={reason.despite} />;
  if (blocks.length === 0) return null;
  return (
    <div class="details">
      {blocks.map((block, index) => (
        <div key={index}>{block}</div>
      ))}
    </div>
  );
}

function causesOf(reason: Reason): readonly Cause[] {
  switch (reason.kind) {
    case "cached":
    case "skipped":
    case "config":
    case "missing":
    case "unknown":
      return [];
    default:
      return [reason, ...(reason.also ?? [])];
  }
}

function blockOf(cause: Cause): preact.JSX.Element | undefined {
  switch (cause.kind) {
    case "instruction-changed": {
      const texts = cause.before === cause.after ? (cause.expanded ?? undefined) : cause;
      return (
        <>
          {texts && <BeforeAfter before={texts.before} after={texts.after} />}
          {cause.parts.length > 0 && !(texts && cause.parts.length === 1 && cause.parts[0]?.name === "command") && (
            <Values
              title="Parts of the instruction that changed"
              rows={cause.parts.map(({ name, before, after }) => ({ name, note: "", before, after }))}
            />
          )}
          {cause.variables.length > 0 && <Variables changes={cause.variables} />}
        </>
      );
    }
    case "files-changed":
      return cause.changes.length > 0 ? <Files changes={cause.changes} from={cause.from} /> : undefined;
    case "environment-changed":
      return <Variables changes={cause.changes} />;
    case "base-changed":
      return (
        <>
          <Values
            title="The base image"
            rows={[{ name: cause.after, note: "", before: shortId(cause.digests.before), after: shortId(cause.digests.after) }]}
          />
          {cause.variables.length > 0 && <Variables changes={cause.variables} />}
        </>
      );
    case "parent-changed":
      return <BeforeAfter before={cause.before} after={cause.after} />;
    default:
      return undefined;
  }
}

function BeforeAfter({ before, after }: { before: string; after: string }) {
  return (
    <dl class="before-after">
      <dt>
        <span aria-hidden="true">−</span>
        <span class="visually-hidden">before</span>
      </dt>
      <dd>
        <del>{before}</del>
      </dd>
      <dt>
        <span aria-hidden="true">+</span>
        <span class="visually-hidden">now</span>
      </dt>
      <dd>
        <ins>{after}</ins>
      </dd>
    </dl>
  );
}

interface Row {
  readonly name: string;
  readonly note: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function Values({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <ul class="values" aria-label={title}>
      {rows.map(({ name, note, before, after }) => (
        <li key={name}>
          <span class="name">
            <code>{name}</code> {note && <small>{note}</small>}
          </span>
          <span class="change">
            <Value text={before} none="not set" /> <span aria-hidden="true">→</span>
            <span class="visually-hidden">became</span> <Value text={after} none="not set" />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Value({ text, none }: { text: string | undefined; none: string }) {
  return text === undefined ? <i>{none}</i> : <code>{text === "" ? "“”" : text}</code>;
}

const SOURCES: Readonly<Record<EnvironmentChange["source"], string>> = {
  ENV: "ENV",
  ARG: "ARG",
  base: "of the base image",
  WORKDIR: "",
  USER: "",
  SHELL: "",
  option: "option",
};

function Variables({ changes }: { changes: readonly EnvironmentChange[] }) {
  return (
    <Values
      title="Variables and settings that changed"
      rows={changes.map(({ name, source, given, before, after }) => ({
        name,
        note: given ? "ARG, from --build-arg" : SOURCES[source],
        before,
        after,
      }))}
    />
  );
}

/** More than anyone reads; the rest is counted. */
const SHOWN = 60;
const MARKS = { added: "+", removed: "−", content: "~", mode: "~", owner: "~", type: "~" } as const;
const HOW = { added: "new", removed: "gone", content: "content", mode: "mode", owner: "owner", type: "type" } as const;

function Files({ changes, from }: { changes: readonly FileChange[]; from: string | undefined }) {
  return (
    <ul class="values changed-files" aria-label={from === undefined ? "Files that changed" : `Files of ${from} that changed`}>
      {changes.slice(0, SHOWN).map((change) => (
        <li key={`${change.path} ${change.how}`}>
          <span class="name">
            <span class="mark" aria-hidden="true">
              {MARKS[change.how]}
            </span>{" "}
            <code>{change.path || "/"}</code> <small>{howOf(change)}</small>
          </span>
          <span class="change">
            {change.before !== undefined && <code>{shortId(change.before)}</code>}
            {change.before !== undefined && change.after !== undefined && " → "}
            {change.after !== undefined && <code>{shortId(change.after)}</code>}
          </span>
        </li>
      ))}
      {changes.length > SHOWN && <li class="rest">and {changes.length - SHOWN} more</li>}
    </ul>
  );
}

function howOf({ how, renamedFrom, ignored, wasIgnored }: FileChange): string {
  if (ignored) return `kept out by .dockerignore, line ${ignored.line}`;
  if (wasIgnored) return "no longer kept out by .dockerignore";
  if (renamedFrom !== undefined) return `was ${renamedFrom}`;
  return HOW[how];
}

function Despite({ list }: { list: readonly Irrelevant[] }) {
  return (
    <ul class="details despite" aria-label="What changed and did not matter">
      {list.map(({ what, why }) => (
        <li key={`${what} ${why}`}>
          <code>{what}</code> <span>{why.replaceAll("`", "")}</span>
        </li>
      ))}
    </ul>
  );
}

const shortId = (text: string) => (/^(sha256:)?[0-9a-f]{12,}$/.test(text) ? text.replace(/^sha256:/, "").slice(0, 12) : text);
