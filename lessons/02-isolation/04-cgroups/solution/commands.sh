docker run --name hog --memory 64m alpine:3.20 dd if=/dev/zero of=/dev/null bs=200M count=1
docker run -d --name slow --cpus 0.5 alpine:3.20 sleep infinity
