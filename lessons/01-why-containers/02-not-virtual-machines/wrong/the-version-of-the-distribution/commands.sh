printf "host: %s\nalpine: %s\n" "$(uname -r)" "$(docker run --rm alpine:3.20 cat /etc/alpine-release)" > kernels.txt
