docker run -d --name web alpine:3.20
