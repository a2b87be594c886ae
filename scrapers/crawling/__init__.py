"""The inside of the crawler: one fetch as a journey of judged hops through a Scrapy engine that never ends."""
