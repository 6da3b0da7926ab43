docker run -d --name db -v rows:/var/lib db
