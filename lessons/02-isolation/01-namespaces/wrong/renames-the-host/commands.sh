sudo hostname web1
docker run -d --uts host alpine:3.20 sleep infinity
