require('http').createServer((q, r) => r.end('api')).listen(3000);
