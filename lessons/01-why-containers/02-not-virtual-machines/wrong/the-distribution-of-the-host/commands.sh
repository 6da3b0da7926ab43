echo "host: 12.5" > kernels.txt
