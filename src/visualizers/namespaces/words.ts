/** The namespaces picture in words. */
import type { AnswerLine, MetersView, NamespacesView, RoomView } from "../../views/namespaces.ts";
import { stateOf } from "../shapes/state.ts";
import { counted, listed } from "../shapes/words.ts";
import { memoryInWords } from "./memory.ts";
import { openWalls, wallsOf } from "./walls.ts";

export function summaryOf(view: NamespacesView): string {
  const { rooms, host } = view;
  if (rooms.length === 0) return `${host.hostname}, a host without containers`;
  const running = rooms.filter(({ namespaces }) => namespaces).length;
  const open = rooms.filter((room) => openWalls(wallsOf(room, view)).length > 0).length;
  const killed = rooms.filter(({ oomKilled }) => oomKilled).length;
  return [
    `${counted(rooms.length, "container")} on ${host.hostname}, ${running} running`,
    open > 0 && `${open} with a wall down`,
    killed > 0 && `${killed} killed for memory`,
  ]
    .filter(Boolean)
    .join(", ");
}

export function wordsOf(view: NamespacesView): string[] {
  const { host, rooms, inside, outside } = view;
  return [
    `The host is called ${host.hostname}: Linux ${host.kernel}, one kernel for everyone here. ${counted(host.processes.length, "process", "processes")} of its own.`,
    ...rooms.map((room) => roomInWords(room, view)),
    ...(inside
      ? [`Asked \`${outside.command}\`, the host and ${inside.name} answer differently but for what is matched: ${pairsInWords(view)}`]
      : []),
  ];
}

function roomInWords(room: RoomView, view: NamespacesView): string {
  const { name, hostname, processes, meters } = room;
  const { word } = stateOf(room);
  if (!room.namespaces) return `${name}: ${word}.${limitsInWords(meters)}`;
  const walls = wallsOf(room, view);
  const open = openWalls(walls);
  const own = walls.filter((wall) => wall.with.length === 0).map(({ kind }) => kind);
  const told = processes.map(({ pid, pidInside, command }) =>
    pid === pidInside ? `${command} is ${pid} inside and outside` : `${command} is ${pidInside} inside and ${pid} on the host`,
  );
  return [
    `${name}, ${word}, hostname ${hostname}.`,
    own.length > 0 ? `Walls of its own: ${listed(own)}.` : "No walls of its own.",
    open.length > 0 ? `Down: ${open.map((wall) => `${wall.kind}, shared with ${listed(wall.with)}`).join("; ")}.` : "",
    told.length > 0 ? `${told.join("; ")}.` : "",
    limitsInWords(meters).trim(),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function limitsInWords({ memory, cpu, pids }: MetersView): string {
  const limits = [
    memory.limit !== undefined && `memory ${memoryInWords(memory.used)} of ${memoryInWords(memory.limit)}`,
    cpu.limit !== undefined && `at most ${cpu.limit} processors`,
    pids.limit !== undefined && `${pids.used} of at most ${counted(pids.limit, "process", "processes")}`,
    memory.kills > 0 && `${counted(memory.kills, "process", "processes")} killed for memory`,
    pids.refused > 0 && `no room for another process ${counted(pids.refused, "time")}`,
  ].filter(Boolean);
  return limits.length > 0 ? ` ${limits.join(", ")}.` : "";
}

function pairsInWords({ inside, outside }: NamespacesView): string {
  const lines = inside?.lines.filter(({ pair }) => pair !== undefined) ?? [];
  if (lines.length === 0) return "nothing.";
  const there = new Map(outside.lines.filter(({ pair }) => pair).map((line) => [line.pair, line]));
  return `${lines.map((line) => pairInWords(line, there.get(line.pair))).join("; ")}.`;
}

const pairInWords = (line: AnswerLine, there: AnswerLine | undefined): string =>
  line.other === undefined
    ? `“${line.text.trim()}” is the same on both sides`
    : `${there?.other ?? line.text.trim()} inside is ${line.other} on the host`;
