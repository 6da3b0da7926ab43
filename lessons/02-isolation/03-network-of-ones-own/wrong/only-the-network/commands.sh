docker run -d --name debug --network container:api alpine:3.20 sleep infinity
