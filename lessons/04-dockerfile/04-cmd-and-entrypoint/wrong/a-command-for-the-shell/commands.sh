docker build -t greet .
