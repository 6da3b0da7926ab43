docker run -d --name slow --cpu-shares 512 alpine:3.20 sleep infinity
