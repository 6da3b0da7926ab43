docker run -d --hostname web1 alpine:3.20
