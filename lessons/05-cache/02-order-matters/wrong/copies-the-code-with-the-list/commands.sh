docker build -t shop .
