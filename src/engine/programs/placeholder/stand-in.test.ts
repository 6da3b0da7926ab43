import { expect, test } from "vitest";
import { listeningPorts } from "./stand-in.ts";

test.each([
  ["Go", 'log.Fatal(http.ListenAndServe(":80", handlers.LoggingHandler(os.Stdout, r)))', 8080, [80]],
  ["Go without a number", "http.ListenAndServe(addr(), nil)", 8080, [8080]],
  ["Flask", "app.run(host='0.0.0.0', port=os.environ.get('P', 9090), debug=True)", 5000, [9090]],
  ["Flask that is started by its command", "app = Flask(__name__)", 5000, [5000]],
  ["Node", "server.listen(3001, () => log('up'))", 3000, [3001]],
])("%s tells where it would listen", (_, text, usual, ports) => {
  expect(listeningPorts([text], ["x"], new Map(), usual)).toEqual(ports);
});

test("a setting or an option wins over what the sources say", () => {
  const text = "app.run(port=9090)";
  expect(listeningPorts([text], ["x"], new Map([["PORT", "7000"]]), 5000)).toEqual([7000]);
  expect(listeningPorts([text], ["flask", "run", "--port", "7001"], new Map(), 5000)).toEqual([7001]);
});

test("a program that serves nobody is none", () => {
  for (const text of [
    "print(sum([10, 20]))",
    "func main() { fmt.Println(80) }",
    "asyncio.run(main())",
    'subprocess.run(["make"], timeout=3000)',
    'exec.Command("ls").Run()',
  ])
    expect(listeningPorts([text], ["x"], new Map(), 80), text).toBeUndefined();
});
