sed -i "s/^host:/host: $(uname -r)/" kernels.txt
