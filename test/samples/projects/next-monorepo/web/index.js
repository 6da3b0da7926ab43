const express = require('express');
const app = express();
app.get('/', (q, r) => r.send('web'));
app.listen(3000);
