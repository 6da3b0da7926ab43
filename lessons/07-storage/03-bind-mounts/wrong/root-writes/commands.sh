docker run -d --name writer -v "$PWD"/data:/data alpine:3.20 sleep infinity
