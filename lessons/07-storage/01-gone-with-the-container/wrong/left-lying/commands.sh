docker cp logbook:/log.txt .
