docker run -d --name slow --cpus 2 alpine:3.20 sleep infinity
