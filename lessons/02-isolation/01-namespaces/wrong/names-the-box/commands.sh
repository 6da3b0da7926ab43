docker run -d --name web1 alpine:3.20 sleep infinity
