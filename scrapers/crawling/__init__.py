"""The inside of the crawler: one fetch, hop by judged hop, through a Scrapy engine that never ends."""
