docker run -d --name db db
