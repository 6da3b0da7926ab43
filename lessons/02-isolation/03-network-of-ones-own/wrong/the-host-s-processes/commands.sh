docker run -d --name debug --network container:api --pid host alpine:3.20 sleep infinity
