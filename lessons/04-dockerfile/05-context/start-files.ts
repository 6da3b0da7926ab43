/** What piles up in a project's folder without anyone writing it: the history, and what npm installed. */
const module = (name: string, version: string, lines: number): readonly (readonly [string, string])[] => [
  [`${name}/package.json`, `${JSON.stringify({ name, version, main: "index.js" }, null, 2)}\n`],
  [`${name}/index.js`, `${Array.from({ length: lines }, (_, line) => `exports.part${line} = () => ${line};`).join("\n")}\n`],
  [`${name}/LICENSE`, `MIT License for ${name}\n`],
];

const installed = [
  ...module("express", "4.19.2", 900),
  ...module("body-parser", "1.20.2", 240),
  ...module("qs", "6.11.0", 310),
  ...module("send", "0.18.0", 260),
  ...module("accepts", "1.3.8", 120),
  ...module("jest", "29.7.0", 1400),
  ["fsevents/fsevents.node", "made for darwin-arm64, of no use on Linux\n"] as const,
];

export const startFiles: Readonly<Record<string, string>> = {
  ".git/HEAD": "ref: refs/heads/main\n",
  ".git/config": '[core]\n\trepositoryformatversion = 0\n[remote "origin"]\n\turl = git@example.com:shop/cart.git\n',
  ".git/refs/heads/main": "6e1c4f0b1f3b7a0f6a3d5e0c9d8b7a6f5e4d3c2b\n",
  ".git/logs/HEAD": `${Array.from({ length: 60 }, (_, commit) => `commit ${commit}: mend the cart`).join("\n")}\n`,
  ".git/objects/pack/pack-6e1c4f0b.pack": "PACK".repeat(4000),
  ...Object.fromEntries(installed.map(([path, text]) => [`node_modules/${path}`, text])),
  ...Object.fromEntries(module("decimal.js", "10.4.3", 700).map(([path, text]) => [`packages/cart/node_modules/${path}`, text])),
};
