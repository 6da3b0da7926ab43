docker cp logbook:/log.txt .
docker rm logbook
