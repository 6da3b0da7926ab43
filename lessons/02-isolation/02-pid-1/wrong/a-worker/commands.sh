docker top web | awk 'END {print $2}' > pid.txt
