docker rm logbook
docker cp logbook:/log.txt .
