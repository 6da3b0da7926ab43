echo "host: $(uname -r)" > kernels.txt
echo "alpine: $(docker run --rm alpine:3.20 uname -r)" >> kernels.txt
echo "debian: $(docker run --rm debian:12 uname -r)" >> kernels.txt
