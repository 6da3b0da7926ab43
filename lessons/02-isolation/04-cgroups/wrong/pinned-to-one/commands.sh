docker run -d --name slow --cpuset-cpus 0 alpine:3.20 sleep infinity
