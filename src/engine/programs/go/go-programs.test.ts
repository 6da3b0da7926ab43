import { describe, expect, it } from "vitest";
import { run } from "../packages/bench-shell.ts";

const image = "golang:1.24-alpine";
const goMod = "module example.com/app\n\ngo 1.24\n";

describe("a Go program", () => {
  it("runs what its source says", async () => {
    const source = `package main

import (
	"fmt"
	"os"
	"strings"
)

type Ship struct {
	Name string
	Tons float64
}

func (s Ship) String() string { return fmt.Sprintf("%s of %.1f t", s.Name, s.Tons) }

func half(n int) (int, error) {
	if n%2 != 0 {
		return 0, fmt.Errorf("%d is odd", n)
	}
	return n / 2, nil
}

func main() {
	defer fmt.Println("last")
	fleet := []Ship{{Name: "Ada", Tons: 3}, {"Bo", 4.25}}
	for i, ship := range fleet {
		fmt.Println(i, ship.String())
	}
	if _, err := half(7); err != nil {
		fmt.Println("error:", err)
	}
	counts := map[string]int{}
	for _, word := range strings.Fields("a b a") {
		counts[word]++
	}
	fmt.Println(counts, 7/2, 7.0/2, os.Getenv("X"))
}
`;
    const { out, code } = await run(image, "go build -o app . && X=set ./app", { files: { "main.go": source, "go.mod": goMod } });
    expect(out).toBe("0 Ada of 3.0 t\n1 Bo of 4.2 t\nerror: 7 is odd\nmap[a:2 b:1] 3 3.5 set\nlast\n");
    expect(code).toBe(0);
  });

  it("serves its routes", async () => {
    const source = `package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
)

type Info struct {
	ID    string \`json:"id"\`
	Count int    \`json:"count,omitempty"\`
}

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "afloat") })
	http.HandleFunc("GET /info/{id}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(Info{ID: r.PathValue("id")})
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`;
    const { out } = await run(
      image,
      "go build -o app . && (./app & sleep 1; wget -qO- localhost:8080/; wget -qO- localhost:8080/info/7; ./app; kill $!)",
      {
        files: { "main.go": source, "go.mod": goMod },
      },
    );
    expect(out).toBe('afloat\n{"id":"7"}\n');
  });

  it("panics as Go does, and says what the lab's Go does not know", async () => {
    const app = async (body: string) =>
      run(image, "go build -o app . && ./app", { files: { "main.go": `package main\n\nfunc main() {\n${body}\n}\n`, "go.mod": goMod } });
    const panic = await app("\tlist := []int{1}\n\tfor i := 0; i < 2; i++ {\n\t\tlist[i] = 2\n\t}");
    expect(panic.err).toContain("panic: runtime error: index out of range [1] with length 1\n\ngoroutine 1 [running]:\n");
    expect(panic.code).toBe(2);
    expect((await app("\tc := make(chan int)\n\t_ = c")).err).toContain(
      "drydock: the lab can't run ./app: its Go does not know channels (line 4)",
    );
  });
});
