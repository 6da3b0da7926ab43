echo 1 > pid.txt
