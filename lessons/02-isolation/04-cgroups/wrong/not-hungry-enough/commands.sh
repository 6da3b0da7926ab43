docker run --name hog --memory 64m alpine:3.20 dd if=/dev/zero of=/dev/null bs=1M count=200
