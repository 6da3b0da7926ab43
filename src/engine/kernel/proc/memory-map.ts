/** `/proc/<pid>/maps`: where a program, its heap and its stack lie. The lab's programs have no addresses; these are a small program's. */
import type { Task } from "../task.ts";

const page = 4096;

interface Region {
  readonly from: number;
  readonly pages: number;
  readonly rights: string;
  readonly offset?: number;
  readonly name?: string;
}

/** @param executable the program as `/proc/<pid>/exe` has it */
export function memoryMap(task: Task, executable: string): string {
  const size = task.root.exists(executable) ? task.root.attributes(executable).size : page;
  const text = Math.max(4, Math.ceil(size / page));
  const code = Math.ceil(text / 2);
  const base = 0x400000;
  const heap = Math.max(1, Math.ceil(task.memory / page) - code);
  const regions: Region[] = [
    { from: base, pages: 1, rights: "r--p", offset: 0, name: executable },
    { from: base + page, pages: code, rights: "r-xp", offset: page, name: executable },
    { from: base + (1 + code) * page, pages: text - code - 1, rights: "r--p", offset: (1 + code) * page, name: executable },
    { from: base + text * page, pages: 2, rights: "rw-p", offset: (text - 1) * page, name: executable },
    { from: 0x2b455000, pages: heap, rights: "rw-p", name: "[heap]" },
    { from: 0x7fbf6e454000, pages: 16, rights: "rw-p" },
    { from: 0x7fbf6e464000, pages: 4, rights: "r--p", name: "[vvar]" },
    { from: 0x7fbf6e46a000, pages: 2, rights: "r-xp", name: "[vdso]" },
    { from: 0x7fffcca41000, pages: 33, rights: "rw-p", name: "[stack]" },
  ];
  return `${regions.map(lineOf).join("")}ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]\n`;
}

function lineOf({ from, pages, rights, offset, name }: Region): string {
  const hex = (value: number): string => value.toString(16).padStart(8, "0");
  const place = offset === undefined ? "00000000 00:00 0" : `${hex(offset)} 00:2f 2466`;
  const line = `${hex(from)}-${hex(from + pages * page)} ${rights} ${place} `;
  return `${name === undefined ? line : line.padEnd(73) + name}\n`;
}
