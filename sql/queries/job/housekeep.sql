select housekeep ()
