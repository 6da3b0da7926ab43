docker run -d --name web -v site:/usr/share/nginx/html nginx:alpine
