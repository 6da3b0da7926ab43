<?php echo "Hello World!"; ?>
