package main

import (
	"fmt"
	"net/http"
)

func main() {
	fmt.Println("x")
	http.ListenAndServe(":80", nil)
}
