ps -ef | awk '/dockerd/ {print $2; exit}' > pid.txt
