docker inspect -f '{{.State.Pid}}' web > pid.txt
