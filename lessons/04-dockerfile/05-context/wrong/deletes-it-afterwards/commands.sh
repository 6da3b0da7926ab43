docker build -t cart .
