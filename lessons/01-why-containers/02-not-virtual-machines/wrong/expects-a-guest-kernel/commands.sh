printf "host: %s\nalpine: 6.6.41-0-lts\ndebian: 6.1.0-28-amd64\n" "$(uname -r)" > kernels.txt
