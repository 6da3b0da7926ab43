docker create --name web nginx:alpine
