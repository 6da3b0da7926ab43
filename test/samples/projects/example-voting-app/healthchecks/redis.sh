#!/bin/sh
ping="$(redis-cli -h localhost ping)"
[ "$ping" = 'PONG' ]
