docker create --name db -v rows:/var/lib/db db
