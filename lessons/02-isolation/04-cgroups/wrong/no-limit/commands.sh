docker run --name hog alpine:3.20 dd if=/dev/zero of=/dev/null bs=200M count=1
