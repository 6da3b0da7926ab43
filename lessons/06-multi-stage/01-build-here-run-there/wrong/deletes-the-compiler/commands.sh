docker build -t server .
