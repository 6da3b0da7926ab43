docker run -d -e HOSTNAME=web1 alpine:3.20 sleep infinity
