package main

import (
	"fmt"
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "Hello from behind the proxy")
	})
	log.Fatal(http.ListenAndServe(":80", nil))
}
