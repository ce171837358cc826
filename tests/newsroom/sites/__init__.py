"""One module is one site: `answer` gives its responses, `place` says what an address stands for, `url` where a piece stands, `ROBOTS` its robots.txt."""
