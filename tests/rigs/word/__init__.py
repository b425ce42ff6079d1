"""Papers as strangers set them in WPS and Word: every way of every element."""
