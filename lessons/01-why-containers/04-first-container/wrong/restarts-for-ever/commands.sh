docker run -d --name web --restart always nginx:alpine nginx
