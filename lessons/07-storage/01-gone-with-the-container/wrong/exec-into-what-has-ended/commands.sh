docker exec logbook cat /log.txt > log.txt
