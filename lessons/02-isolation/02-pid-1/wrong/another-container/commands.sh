docker inspect -f '{{.State.Pid}}' idle > pid.txt
