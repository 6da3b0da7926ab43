docker run --rm alpine:3.20 cat /log.txt > log.txt
