/** One request: there, back, and what the daemon does for it in between. */
import type { ApiCall, RegistryCall } from "../../views/api-calls.ts";
import { answerWords, megabytes } from "./words.ts";

interface CallProps {
  readonly call: ApiCall;
  readonly version: string;
  readonly isNew: boolean;
  readonly isOpen: boolean;
  onToggle(id: number): void;
}

/** More layers than can be told apart. */
const mostLayers = 12;

export function Call({ call, version, isNew, isOpen, onToggle }: CallProps) {
  const { id, method, path, status, streams, open, runtime, registry } = call;
  const failed = status >= 400;
  const shown = registry.slice(0, mostLayers);
  return (
    <li class={`api-call${failed ? " failed" : ""}${isNew ? " came" : ""}`}>
      <button type="button" aria-expanded={isOpen} tabIndex={-1} onClick={() => onToggle(id)}>
        <span class="api-request">
          <b>{method}</b> {shortened(path)}
        </span>
        <i class="api-arrow to-daemon" aria-hidden="true" />
        {shown.map((one) => (
          <Registry key={one.path + one.method} call={one} />
        ))}
        {registry.length > shown.length && <span class="api-behind">and {registry.length - shown.length} layers more</span>}
        {runtime && status > 0 && !failed && (
          <>
            <i class="api-arrow to-runtime" aria-hidden="true" />
            <span class="api-behind">{runtime}</span>
          </>
        )}
        <i
          class={`api-arrow back${streams === "both ways" ? " both" : ""}${streams === "pieces" ? " pieces" : ""}${open ? " open" : ""}`}
          aria-hidden="true"
        />
        <span class="api-answer">
          {failed ? "✕ " : status === 0 ? "… " : "✓ "}
          {answerWords(call)}
        </span>
      </button>
      {isOpen && <Details call={call} version={version} />}
    </li>
  );
}

/** To be read: ids as Docker shortens them, names without the escapes of an address. */
function shortened(path: string): string {
  const plain = path.replace(/%(?:2F|3A|40)/g, (code) => decodeURIComponent(code));
  return plain.replace(/([0-9a-f]{12})[0-9a-f]{52}/g, "$1…");
}

function Registry({ call: { method, path, kind, status, bytes } }: { readonly call: RegistryCall }) {
  const present = kind === "present";
  // What a pull finds here is not asked for; a push asks the registry.
  const asked = present && method === "GET" ? path.slice(path.lastIndexOf("/") + 1) : `${method} ${path}`;
  return (
    <span class={`api-registry ${kind}`}>
      {!present && <i class="api-arrow to-registry" aria-hidden="true" />}
      <span class="api-behind">
        {present ? "– stays " : ""}
        <span class="api-path">{asked}</span> {kind === "manifest" ? "" : `${status}${bytes === undefined ? "" : `, ${megabytes(bytes)}`}`}
      </span>
    </span>
  );
}

function Details({ call, version }: { readonly call: ApiCall; readonly version: string }) {
  const { method, path, headers, body, answer, status, streams } = call;
  const head = [`${method} /v${version}${path} HTTP/1.1`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  const nothing = streams === "both ways" ? "The connection carries the streams of the container from here on." : "Nothing in it.";
  return (
    <div class="api-details">
      <div class="api-part">Request</div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has nothing in it that takes the focus */}
      <pre tabIndex={0}>{`${head.join("\n")}${body === undefined ? "" : `\n\n${body}`}`}</pre>
      <div class="api-part">Answer</div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls too */}
      <pre tabIndex={0}>{status === 0 ? "Not there yet." : `HTTP/1.1 ${answerWords(call)}\n\n${answer ?? nothing}`}</pre>
    </div>
  );
}
