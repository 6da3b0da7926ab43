package main

import (
	"fmt"
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "Blog post #0")
	})
	log.Fatal(http.ListenAndServe(":8000", nil))
}
