printf "FROM nginx:alpine\nCOPY site /usr/share/nginx/html\n" > Dockerfile
docker build -q -t site .
docker run -d --name web site
