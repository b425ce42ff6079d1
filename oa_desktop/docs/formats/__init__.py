"""What a file is (格式识别): by its bytes and parts and never by its name, and what in it may run or hides."""
