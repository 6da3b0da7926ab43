docker run -d --rm --name web nginx:alpine nginx
