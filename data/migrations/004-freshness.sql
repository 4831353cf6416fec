-- How long a remote list stays true, in milliseconds, as the server said with it; null where it did not.
ALTER TABLE observation ADD COLUMN ttl_ms REAL;
