package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}

	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "afloat")
	})

	log.Println("listening on port " + port)
	log.Fatal(http.ListenAndServe(":"+port, nil))
}
