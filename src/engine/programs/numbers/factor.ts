/** `factor`: the primes that a number is made of. */
import { work } from "../../kernel/processor-time.ts";
import type { Process } from "../program.ts";
import type { Applet, Tool } from "../coreutils/applet.ts";

export const factor: Applet = async (process, args, tool) => {
  let status = 0;
  for await (const word of args.length > 0 ? args : words(process)) {
    if (!/^\+?\d+$/.test(word)) {
      status = refuse(tool, word);
      if (!tool.gnu) return status;
      continue;
    }
    const number = BigInt(word.replace("+", ""));
    if (!tool.gnu && number >= 2n ** 64n) return refuse(tool, word);
    process.stdout(`${[`${number}:`, ...(await primesOf(process, number))].join(" ")}\n`);
  }
  return status;
};

function refuse(tool: Tool, word: string): number {
  return tool.gnu ? tool.fail(`‘${word}’ is not a valid positive integer`) : tool.usage("missing");
}

async function* words(process: Process): AsyncGenerator<string> {
  for (let line = await process.input.readLine(); line !== undefined; line = await process.input.readLine())
    yield* line.split(/\s+/).filter((word) => word !== "");
}

/** Small primes are divided out; what is left is split by Pollard's rho. */
async function primesOf(process: Process, number: bigint): Promise<bigint[]> {
  const primes: bigint[] = [];
  let rest = number;
  for (let divisor = 2n; divisor < 1000n && divisor * divisor <= rest; divisor += divisor === 2n ? 1n : 2n)
    for (; rest % divisor === 0n; rest /= divisor) primes.push(divisor);
  const open = rest > 1n ? [rest] : [];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one < 1_000_000n || isPrime(one)) primes.push(one);
    else {
      const divisor = await divisorOf(process, one);
      open.push(divisor, one / divisor);
    }
  }
  return primes.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Miller and Rabin's test, certain below 3.3 · 10²⁴. */
function isPrime(number: bigint): boolean {
  let odd = number - 1n;
  let twos = 0;
  for (; (odd & 1n) === 0n; odd >>= 1n) twos++;
  return [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n].every((base) => {
    if (number % base === 0n) return number === base;
    let value = power(base, odd, number);
    if (value === 1n || value === number - 1n) return true;
    for (let round = 1; round < twos; round++) {
      value = (value * value) % number;
      if (value === number - 1n) return true;
    }
    return false;
  });
}

function common(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small > 0n) [large, small] = [small, large % small];
  return large;
}

async function divisorOf(process: Process, number: bigint): Promise<bigint> {
  for (let step = 1n; ; step++) {
    let slow = 2n;
    let fast = 2n;
    let divisor = 1n;
    while (divisor === 1n) {
      const pause = work(process, 1);
      if (pause) await pause;
      slow = (slow * slow + step) % number;
      fast = (fast * fast + step) % number;
      fast = (fast * fast + step) % number;
      divisor = common(slow > fast ? slow - fast : fast - slow, number);
    }
    if (divisor !== number) return divisor;
  }
}
